package busway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import busway.frame.Frame;
import busway.frame.FrameCodec;
import busway.frame.ProtocolException;
import busway.frame.TcpFrameCodec;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The validating scan of a frame with a body of 1 KiB, and with it what the codec does besides: the
 * check of UTF-8 and the copy of the body. The peer is Jackson's streaming parser, which passes the
 * tokens and decodes none.
 */
public class ScanBenchmark extends Measured {

  private static final int BYTES = 1_024;

  @Param({"records", "text", "numbers"})
  String body = "";

  private final FrameCodec codec = new TcpFrameCodec();
  private final JsonFactory factory = new JsonFactory();
  private byte[] frame;

  @Setup
  public void write() {
    frame =
        Samples.publish(
            switch (body) {
              case "records" -> Samples.body(BYTES);
              case "text" -> ('"' + "t".repeat(BYTES - 2) + '"').getBytes(UTF_8);
              case "numbers" -> ("[" + "-12.5e3,".repeat((BYTES - 4) / 8) + "10]").getBytes(UTF_8);
              default -> throw new IllegalArgumentException("body: " + body);
            });
  }

  @Benchmark
  public Frame codec() throws ProtocolException {
    return codec.decode(frame, 0, frame.length);
  }

  @Benchmark
  public int jacksonStream() throws IOException {
    int tokens = 0;
    try (JsonParser parser = factory.createParser(frame)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }
}
