package busway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import busway.frame.Utf8;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The check that 1 KiB is UTF-8. The peers decode it, which is how the JDK checks. */
public class Utf8Benchmark extends Measured {

  private static final int BYTES = 1_024;

  /** Letters of one byte, or of one to four. */
  @Param({"ascii", "mixed"})
  String text = "";

  private final CharsetDecoder decoder = UTF_8.newDecoder();
  private final CharBuffer decoded = CharBuffer.allocate(BYTES);
  private byte[] bytes;

  @Setup
  public void write() {
    String word = text.equals("ascii") ? "Grossmutter liest " : "Großmutter 読む 🚌 ";
    bytes = word.repeat(BYTES / word.getBytes(UTF_8).length).getBytes(UTF_8);
    if (!valid() || jdkDecoder() != jdkString().length()) {
      throw new IllegalStateException(text + " text was not decoded");
    }
  }

  @Benchmark
  public boolean valid() {
    return Utf8.valid(bytes, 0, bytes.length);
  }

  @Benchmark
  public int jdkDecoder() {
    decoder.reset().decode(ByteBuffer.wrap(bytes), decoded.clear(), true);
    return decoded.position();
  }

  @Benchmark
  public String jdkString() {
    return new String(bytes, UTF_8);
  }
}
