package busway.bench;

import busway.bus.Bodies;
import busway.bus.RawBody;
import busway.bus.RawBodyCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A body on its way over the bus. The peers do what the bus does with a JsonObject: it is copied
 * for each consumer, and parsed before and written after by whoever has a socket.
 */
public class LazyBodyBenchmark extends Measured {

  @Param({"16", "1024"})
  int bodyBytes;

  private final RawBodyCodec codec = new RawBodyCodec();
  private byte[] json;
  private RawBody raw;
  private JsonObject decoded;

  /** A message keeps its body, so that it is not one which the compiler could do without. */
  private @Nullable Object body;

  @Setup
  public void write() {
    json = Samples.body(bodyBytes);
    raw = new RawBody(json);
    decoded = new JsonObject(Buffer.buffer(json));
    if (forward() != json || !firstTouch().equals(plainDecode())) {
      throw new IllegalStateException("the body did not arrive");
    }
  }

  @Benchmark
  public @Nullable Object transform() {
    return codec.transform(raw);
  }

  @Benchmark
  public byte @Nullable [] forward() {
    body = codec.transform(raw);
    return Bodies.untouched(body);
  }

  @Benchmark
  public String firstTouch() {
    JsonObject body = (JsonObject) Objects.requireNonNull(codec.transform(raw));
    return body.getString("note");
  }

  @Benchmark
  public JsonObject plainCopy() {
    return decoded.copy();
  }

  @Benchmark
  public Buffer plainForward() {
    return decoded.copy().toBuffer();
  }

  @Benchmark
  public String plainDecode() {
    return new JsonObject(Buffer.buffer(json)).getString("note");
  }
}
