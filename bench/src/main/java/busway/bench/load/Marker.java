package busway.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes to look for in frames that are much alike: first where they were the last time. */
final class Marker {

  private final byte[] bytes;
  private int last;

  Marker(String text) {
    this.bytes = text.getBytes(StandardCharsets.UTF_8);
  }

  /** Where they end, or -1: at the place of the last time if they are there, else at the first. */
  int find(byte[] frame, int length) {
    if (last > 0 && isAt(frame, last, length)) {
      return last + bytes.length;
    }
    for (int at = 0; at + bytes.length <= length; at++) {
      if (isAt(frame, at, length)) {
        last = at;
        return at + bytes.length;
      }
    }
    return -1;
  }

  private boolean isAt(byte[] frame, int at, int length) {
    return at + bytes.length <= length
        && frame[at] == bytes[0]
        && Arrays.equals(frame, at, at + bytes.length, bytes, 0, bytes.length);
  }
}
