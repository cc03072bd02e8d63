package busway.vertx;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializerCache;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import io.vertx.core.json.jackson.DatabindCodec;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What Vert.x's mapping between objects and JSON remembers of classes, for ever. */
public final class JsonTypes {

  private static final @Nullable VarHandle ROOTS =
      VertxFields.of(ObjectMapper.class, "_rootDeserializers", ConcurrentHashMap.class);
  private static final @Nullable VarHandle CACHE =
      VertxFields.of(DeserializationContext.class, "_cache", DeserializerCache.class);

  private JsonTypes() {}

  /** Forgets all of it; what is still used is found out again. From any thread. */
  public static void forget() {
    ObjectMapper mapper = DatabindCodec.mapper();
    if (ROOTS != null && ROOTS.get(mapper) instanceof ConcurrentHashMap<?, ?> roots) {
      roots.clear();
    }
    if (CACHE != null
        && CACHE.get(mapper.getDeserializationContext()) instanceof DeserializerCache cache) {
      cache.flushCachedDeserializers();
    }
    if (mapper.getSerializerProvider() instanceof DefaultSerializerProvider serializers) {
      serializers.flushCachedSerializers();
    }
    mapper.getTypeFactory().clearCache();
  }
}
