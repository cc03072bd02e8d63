package busway.frame;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say and hear, whatever its protocol. A body is JSON text as bytes, never
 * parsed; null stands for JSON's {@code null}, which official clients send and expect for "no
 * body".
 */
@SuppressWarnings("ArrayRecordComponent") // a body is compared by nobody and copied by nobody
public sealed interface Frame {

  /** From a client. */
  sealed interface Inbound extends Frame {}

  /** To a client. */
  sealed interface Outbound extends Frame {}

  /**
   * A message to one consumer whose answer the client awaits.
   *
   * @param replyAddress the name under which the client awaits the answer; free-form
   * @param timeoutMs how long the client waits, 0 where it did not say
   */
  record Request(
      String address,
      String replyAddress,
      @Nullable MultiMap headers,
      byte @Nullable [] body,
      long timeoutMs)
      implements Inbound {}

  /**
   * A message to one consumer, or the answer to a message that wanted one.
   *
   * @param failure where the answer is a failure
   */
  record Send(
      String address, @Nullable MultiMap headers, byte @Nullable [] body, @Nullable Failing failure)
      implements Inbound {}

  /** The failure that a client answers with instead of a body. */
  record Failing(int code, @Nullable String message) {}

  /** A message to all consumers. */
  record Publish(String address, @Nullable MultiMap headers, byte @Nullable [] body)
      implements Inbound {}

  /** Asks for the messages of an address. */
  record Subscribe(String address) implements Inbound {}

  /** Ends a subscription. */
  record Unsubscribe(String address) implements Inbound {}

  /** A sign of life. */
  record Ping() implements Inbound {}

  /**
   * A message delivered to a client, or the reply to its request.
   *
   * @param replyAddress where the sender awaits an answer
   * @param send whether it was sent to one consumer or published to all
   */
  record Message(
      String address,
      @Nullable String replyAddress,
      @Nullable MultiMap headers,
      byte @Nullable [] body,
      boolean send)
      implements Outbound {}

  /**
   * A request that failed.
   *
   * @param address the reply address that the client chose
   * @param sourceAddress the address that the request went to
   * @param code the recipient's code, -1 where the bus itself failed it
   * @param type {@code NO_HANDLERS}, {@code TIMEOUT}, {@code RECIPIENT_FAILURE} or {@code ERROR}
   */
  record Failure(
      String address, String sourceAddress, int code, String type, @Nullable String message)
      implements Outbound {}

  /** A frame of the client that was refused. */
  record Refusal(ErrorCode code, @Nullable String detail) implements Outbound {}

  /** The answer to a ping. */
  record Pong() implements Outbound {}

  /** The answer to a login. */
  record LoggedIn() implements Outbound {}

  Ping PING = new Ping();
  Pong PONG = new Pong();
  LoggedIn LOGGED_IN = new LoggedIn();
}
