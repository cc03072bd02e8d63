package busway.bench;

import busway.frame.Frame;
import busway.frame.FrameCodec;
import busway.frame.ProtocolException;
import busway.frame.TcpFrameCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Register frames: their address comes again and again, or is hardly ever one that the codec still
 * knows.
 */
public class AddressBenchmark extends Measured {

  private static final int MANY = 16 << 10;

  private final FrameCodec codec = new TcpFrameCodec();
  private final byte[] known = Samples.register(Samples.NEWS);
  private final byte[][] many = new byte[MANY][];
  private int turn;

  public AddressBenchmark() {
    for (int i = 0; i < MANY; i++) {
      many[i] = Samples.register(Samples.NEWS + '.' + i);
    }
  }

  @Benchmark
  public Frame known() throws ProtocolException {
    return codec.decode(known, 0, known.length);
  }

  @Benchmark
  public Frame forgotten() throws ProtocolException {
    byte[] frame = many[turn++ & MANY - 1];
    return codec.decode(frame, 0, frame.length);
  }

  @Benchmark
  public JsonObject vertxJson() {
    return new JsonObject(Buffer.buffer(known));
  }
}
