package busway.bench;

import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What permessage-deflate (RFC 7692) would cost a message, each compressed by itself: only without
 * context takeover can many clients share the bytes. The gateway does not offer it. The peer is the
 * copy that every client costs anyway.
 */
public class DeflateBenchmark extends Measured {

  private static final int MESSAGES = 64;
  private static final int MOST_BYTES = 16 << 10;

  @Param({"128", "1024", "8192"})
  int bytes;

  @Param({"1", "6"})
  int level;

  private final byte[][] plain = new byte[MESSAGES][];
  private final byte[][] compressed = new byte[MESSAGES][];
  private final byte[] out = new byte[MOST_BYTES];
  private final Inflater inflater = new Inflater(true);
  private Deflater deflater;
  private int turn;

  /** Says how much smaller the messages become, which is what the time is spent for. */
  @Setup
  public void compress() throws DataFormatException {
    Random random = new Random(1);
    deflater = new Deflater(level, true);
    long before = 0;
    long after = 0;
    for (int i = 0; i < MESSAGES; i++) {
      plain[i] = Samples.varied(random, bytes);
      turn = i - 1;
      compressed[i] = java.util.Arrays.copyOf(out, deflate());
      before += plain[i].length;
      after += compressed[i].length;
    }
    turn = 0;
    if (inflate() != plain[1].length) {
      throw new IllegalStateException("what was compressed does not come out again");
    }
    System.out.printf("%d bytes become %d%n", before / MESSAGES, after / MESSAGES);
  }

  @TearDown(Level.Trial)
  public void end() {
    deflater.end();
    inflater.end();
  }

  @Benchmark
  public int deflate() {
    byte[] message = plain[next()];
    deflater.reset();
    deflater.setInput(message);
    return deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
  }

  @Benchmark
  public int inflate() throws DataFormatException {
    inflater.reset();
    inflater.setInput(compressed[next()]);
    return inflater.inflate(out);
  }

  @Benchmark
  public int copy() {
    byte[] message = plain[next()];
    System.arraycopy(message, 0, out, 0, message.length);
    return message.length;
  }

  private int next() {
    turn = turn + 1 & MESSAGES - 1;
    return turn;
  }
}
