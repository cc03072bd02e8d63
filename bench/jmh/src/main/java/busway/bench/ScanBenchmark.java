package busway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import busway.frame.Frame;
import busway.frame.FrameCodec;
import busway.frame.ProtocolException;
import busway.frame.TcpFrameCodec;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The validating scan of a frame with a body of 1 KiB, and with it what the codec does besides: the
 * check of UTF-8 and the copy of the body. The peer is Jackson's streaming parser, which passes the
 * tokens and decodes none.
 *
 * <p>Every body but {@code varied} is the same each time, so the processor learns its branches; of
 * {@code varied} there are many, as there are with clients.
 */
public class ScanBenchmark extends Measured {

  private static final int BYTES = 1_024;

  private static final int VARIED = 256;

  @Param({"records", "text", "numbers", "varied"})
  String body = "";

  private final FrameCodec codec = new TcpFrameCodec();
  private final JsonFactory factory = new JsonFactory();
  private byte[][] frames;
  private int turn;

  @Setup
  public void write() {
    Random random = new Random(1);
    frames = new byte[body.equals("varied") ? VARIED : 1][];
    for (int i = 0; i < frames.length; i++) {
      frames[i] =
          Samples.publish(
              switch (body) {
                case "records" -> Samples.body(BYTES);
                case "text" -> ('"' + "t".repeat(BYTES - 2) + '"').getBytes(UTF_8);
                case "numbers" ->
                    ("[" + "-12.5e3,".repeat((BYTES - 4) / 8) + "10]").getBytes(UTF_8);
                case "varied" -> Samples.varied(random, BYTES);
                default -> throw new IllegalArgumentException("body: " + body);
              });
    }
  }

  @Benchmark
  public Frame codec() throws ProtocolException {
    byte[] frame = next();
    return codec.decode(frame, 0, frame.length);
  }

  @Benchmark
  public int jacksonStream() throws IOException {
    int tokens = 0;
    try (JsonParser parser = factory.createParser(next())) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  private byte[] next() {
    turn = turn + 1 < frames.length ? turn + 1 : 0;
    return frames[turn];
  }
}
