package busway.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log once that the receiver takes no spans, and once that it does again. */
final class Outage {

  private static final Logger log = LoggerFactory.getLogger(Outage.class);

  private final String endpoint;
  private boolean lasts;

  Outage(String endpoint) {
    this.endpoint = endpoint;
  }

  /** Notes what came of sending some spans. On one thread. */
  void after(CompletableResultCode result) {
    if (lasts == !result.isSuccess()) {
      return;
    }
    lasts = !lasts;
    if (lasts) {
      log.warn(
          "tracing.endpoint: {} takes no spans ({}); they are dropped and counted",
          endpoint,
          reason(result.getFailureThrowable()));
    } else {
      log.info("tracing.endpoint: {} takes spans again", endpoint);
    }
  }

  private static String reason(@Nullable Throwable failure) {
    if (failure == null) {
      return "no answer in time";
    }
    if (failure.getCause() == null) {
      return "it refuses them";
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
