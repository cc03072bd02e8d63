package busway.bus;

import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.impl.MessageImpl;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The body as it was sent, before the codec transformed it. Only a scalar needs it: it has no place
 * to carry its text along, and {@code 1.50} must not arrive as {@code 1.5}.
 *
 * <p>Vert.x keeps it in a protected field. Where that field is not there (another version, or a
 * message from another node) the scalar is encoded anew.
 */
final class SentBody {

  private static final @Nullable VarHandle FIELD = field();

  private SentBody() {}

  static @Nullable RawBody of(Message<?> message) {
    return FIELD != null
            && message instanceof MessageImpl<?, ?> local
            && FIELD.get(local) instanceof RawBody raw
        ? raw
        : null;
  }

  private static @Nullable VarHandle field() {
    try {
      return MethodHandles.privateLookupIn(MessageImpl.class, MethodHandles.lookup())
          .findVarHandle(MessageImpl.class, "sentBody", Object.class);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
