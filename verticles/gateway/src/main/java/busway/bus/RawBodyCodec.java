package busway.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link RawBody} looks to its consumers: a JsonObject or JsonArray that decodes itself when
 * it is first touched, or the scalar. The bus calls {@link #transform} once a consumer on the
 * sender's thread, so it does nothing that takes longer for a longer body; scalars are short or
 * strings.
 *
 * <p>Across a cluster a body travels as its length and its bytes, and every node has this codec.
 */
public final class RawBodyCodec implements MessageCodec<RawBody, @Nullable Object> {

  /** The name that every node of a cluster knows this codec by. */
  public static final String NAME = "busway.raw";

  private final ScalarTexts scalars = new ScalarTexts();

  @Override
  public void encodeToWire(Buffer buffer, RawBody body) {
    buffer.appendInt(body.json().length).appendBytes(body.json());
  }

  @Override
  public @Nullable Object decodeFromWire(int position, Buffer buffer) {
    int length = buffer.getInt(position);
    return body(buffer.getBytes(position + 4, position + 4 + length));
  }

  @Override
  public @Nullable Object transform(RawBody body) {
    return body(body.json());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }

  /** The text that a body came as, if it is still the whole truth about it. */
  byte @Nullable [] text(@Nullable Object body) {
    byte[] json = Bodies.untouched(body);
    return json == null ? scalars.of(body) : json;
  }

  private @Nullable Object body(byte[] json) {
    return switch (json[0]) {
      case '{' -> new JsonObject(new LazyMap(json));
      case '[' -> new JsonArray(new LazyList(json));
      default -> scalars.kept(Json.decodeValue(Buffer.buffer(json)), json);
    };
  }
}
