package busway.bus;

import busway.vertx.VertxFields;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.impl.MessageImpl;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The body of a message as it was sent, before its codec transformed it.
 *
 * <p>Two things need it. A scalar has no place to carry its text along, and {@code 1.50} must not
 * arrive as {@code 1.5}. And a verticle that replies with the body it got, or sends it on, without
 * having looked at it, would have it parsed and copied by the codec of JsonObject; it travels on as
 * bytes instead.
 *
 * <p>Vert.x keeps body and codec in protected fields. Where they are not there (another version)
 * the one is encoded anew and the other copied, as Vert.x does.
 */
final class SentBody {

  private static final @Nullable VarHandle BODY =
      VertxFields.of(MessageImpl.class, "sentBody", Object.class);
  private static final @Nullable VarHandle CODEC =
      VertxFields.of(MessageImpl.class, "messageCodec", MessageCodec.class);

  private SentBody() {}

  /** The body, if it was sent as bytes. */
  static @Nullable RawBody of(Message<?> message) {
    return BODY != null
            && message instanceof MessageImpl<?, ?> local
            && BODY.get(local) instanceof RawBody raw
        ? raw
        : null;
  }

  /** An interceptor of the bus that lets a body which nobody has touched travel on as bytes. */
  static void forward(DeliveryContext<?> delivery, RawBodyCodec codec) {
    byte[] json = codec.text(delivery.body());
    if (json != null
        && BODY != null
        && CODEC != null
        && delivery.message() instanceof MessageImpl<?, ?> message) {
      BODY.set(message, new RawBody(json));
      CODEC.set(message, codec);
    }
    delivery.next();
  }
}
