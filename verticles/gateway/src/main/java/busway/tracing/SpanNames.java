package busway.tracing;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;

/**
 * Names and attributes of spans: OpenTelemetry's conventions of messaging, and {@code busway.*}
 * where these have none.
 */
final class SpanNames {

  static final AttributeKey<String> TRANSPORT = stringKey("busway.transport");
  static final AttributeKey<String> POOL = stringKey("busway.pool");

  private static final AttributeKey<Long> FAILURE_CODE = longKey("busway.failure.code");
  private static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
  private static final AttributeKey<String> SYSTEM = stringKey("messaging.system");
  private static final AttributeKey<String> DESTINATION = stringKey("messaging.destination.name");
  private static final AttributeKey<Boolean> TEMPORARY =
      booleanKey("messaging.destination.temporary");
  private static final AttributeKey<String> OPERATION = stringKey("messaging.operation.name");
  private static final AttributeKey<String> OPERATION_TYPE = stringKey("messaging.operation.type");

  /** What Vert.x calls its event bus in spans. */
  private static final String EVENT_BUS = "vertx-eventbus";

  private static final int MAX_CHARACTERS = 200;
  private static final String REPLY_PREFIX = "__vertx.reply.";

  private SpanNames() {}

  /** The name of a span; addresses that are made up for one reply do not occur in it. */
  static String of(String operation, String address) {
    String shown = isTemporary(address) ? "(temporary)" : address;
    return operation + ' ' + shown.substring(0, Math.min(MAX_CHARACTERS, shown.length()));
  }

  /**
   * Adds what is known of a message.
   *
   * @param type {@code send} or {@code process}
   */
  static SpanBuilder message(SpanBuilder span, String operation, String type, String address) {
    span.setAttribute(SYSTEM, EVENT_BUS)
        .setAttribute(DESTINATION, address)
        .setAttribute(OPERATION, operation)
        .setAttribute(OPERATION_TYPE, type);
    return isTemporary(address) ? span.setAttribute(TEMPORARY, true) : span;
  }

  /** Marks a span as failed. */
  static void failed(Span span, String type, int code) {
    span.setStatus(StatusCode.ERROR, type + ' ' + code)
        .setAttribute(ERROR_TYPE, type)
        .setAttribute(FAILURE_CODE, code);
  }

  /** Marks a span as failed by an exception, of which only the class is told. */
  static void failed(Span span, Throwable fault) {
    span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, fault.getClass().getName());
  }

  /** Whether an address was made up for one reply. */
  static boolean isTemporary(String address) {
    return address.startsWith(REPLY_PREFIX);
  }
}
