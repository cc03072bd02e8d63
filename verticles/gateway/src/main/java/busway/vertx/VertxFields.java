package busway.vertx;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Fields of Vert.x that have no accessor. */
public final class VertxFields {

  private VertxFields() {}

  /** The field of {@code owner}; null where this version of Vert.x has no such field. */
  public static @Nullable VarHandle of(Class<?> owner, String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .findVarHandle(owner, name, type);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
