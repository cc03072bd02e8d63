package busway.bus;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.impl.MessageImpl;
import org.jspecify.annotations.Nullable;

/**
 * A message of a client that wants a reply and takes it itself: no handler, no timer and no second
 * message are made on the bus for it. To its consumer it is a message like any other.
 *
 * <p>A handler on the bus is registered after all where somebody asks for the reply address, which
 * can be written to without this object, wants a reply to his reply, or has interceptors that would
 * miss the reply.
 */
public final class AskingMessage extends MessageImpl<@Nullable RawBody, @Nullable Object> {

  private final ClientBus clients;
  private final Asked asked;
  private boolean registered;
  private boolean replied;

  AskingMessage(
      ClientBus clients,
      String address,
      @Nullable MultiMap headers,
      @Nullable RawBody body,
      Asked asked) {
    super(address, headers, body, clients.codec(), true, clients.local());
    this.clients = clients;
    this.asked = asked;
  }

  private AskingMessage(AskingMessage sent) {
    super(sent);
    this.clients = sent.clients;
    this.asked = sent.asked;
  }

  @Override
  public MessageImpl<@Nullable RawBody, @Nullable Object> copyBeforeReceive() {
    return new AskingMessage(this);
  }

  /** Who awaits the reply. */
  public Asked asked() {
    return asked;
  }

  /**
   * Whether a reply is awaited that nobody has given to this message. Certain on the thread that
   * replies; any other learns of a reply soon after.
   */
  public boolean isOpen() {
    return !replied && !asked.isAnswered();
  }

  /** Nobody answers by this message any more if it is null. */
  @Override
  public synchronized void setReplyAddress(@Nullable String address) {
    registered = true;
    super.setReplyAddress(address);
  }

  @Override
  public synchronized String replyAddress() {
    if (!registered) {
      registered = true;
      replyAddress = asked.replyAddress();
      MessageConsumer<@Nullable Object> handler = bus.localConsumer(replyAddress);
      handler.handler(this::delivered);
      asked.registered(handler::unregister);
    }
    return replyAddress;
  }

  @Override
  public void reply(@Nullable Object body, DeliveryOptions options) {
    replied = true;
    if (registered() || !clients.direct()) {
      replyAddress();
      super.reply(body, options);
      return;
    }
    if (body instanceof ReplyException failure) {
      asked.failed(failure);
      return;
    }
    byte[] json = options.getCodecName() == null ? clients.codec().text(body) : null;
    if (json != null || body == null) {
      asked.replied(copy(options.getHeaders()), json);
    } else {
      replyAddress = asked.replyAddress();
      asked.replied(received(createReply(body, options)));
    }
  }

  @Override
  public <R> Future<Message<R>> replyAndRequest(@Nullable Object body, DeliveryOptions options) {
    replied = true;
    replyAddress();
    return super.replyAndRequest(body, options);
  }

  private synchronized boolean registered() {
    return registered;
  }

  private void delivered(Message<@Nullable Object> reply) {
    if (reply.body() instanceof ReplyException failure) {
      asked.failed(failure);
    } else {
      asked.replied(reply);
    }
  }

  /** What the bus would deliver: the body copied by its codec, on the thread of who replies. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // as Vert.x declares it
  private static Message<Object> received(MessageImpl reply) {
    return reply.copyBeforeReceive();
  }

  private static @Nullable MultiMap copy(@Nullable MultiMap headers) {
    return headers == null || headers.isEmpty()
        ? null
        : MultiMap.caseInsensitiveMultiMap().addAll(headers);
  }
}
