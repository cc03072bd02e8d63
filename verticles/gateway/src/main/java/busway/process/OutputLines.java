package busway.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines that a process writes to one of its outputs. Read as fast as they come, whatever
 * becomes of them: a process must not wait for the log. The rest of a long line is cut.
 */
final class OutputLines {

  private static final Logger LOG = LoggerFactory.getLogger(OutputLines.class);
  private static final int BUFFER_BYTES = 8 << 10;

  private final InputStream in;
  private final int maxLineBytes;
  private final Consumer<String> lines;
  private final byte[] line;
  private int length;
  private long cut;

  OutputLines(InputStream in, int maxLineBytes, Consumer<String> lines) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
    this.lines = lines;
    this.line = new byte[maxLineBytes];
  }

  /** Reads until the last process that has the output has ended. Blocks. */
  void readAll() {
    byte[] bytes = new byte[BUFFER_BYTES];
    try {
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        for (int i = 0; i < n; i++) {
          add(bytes[i]);
        }
      }
    } catch (IOException e) {
      LOG.debug("closed with its process; what was read is kept", e);
    }
    if (length > 0) {
      end();
    }
  }

  private void add(byte b) {
    if (b == '\n') {
      end();
    } else if (length < maxLineBytes) {
      line[length++] = b;
    } else {
      cut++;
    }
  }

  private void end() {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    String text = new String(line, 0, end, UTF_8);
    String whole = cut == 0 ? text : text + " ... (" + cut + " bytes more)";
    length = 0;
    cut = 0;
    try {
      lines.accept(whole);
    } catch (RuntimeException e) {
      LOG.error("a line of a process is lost", e);
    }
  }
}
