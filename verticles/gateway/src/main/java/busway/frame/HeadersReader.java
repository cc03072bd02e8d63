package busway.frame;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one frame: every value becomes a string, an object or array its JSON text. The
 * header {@code timeout} says how long a request may wait.
 *
 * <p>TCP clients give {@code timeout} as a number and the receiver does not see it, as with the
 * official bridge; there a text would be a mistake and is refused. To the official WebSocket bridge
 * {@code timeout} is a header like any other, so its receiver still sees it, and a text is left
 * alone.
 */
final class HeadersReader {

  private static final String TIMEOUT = "timeout";

  private final boolean timeoutIsHeader;
  private final Interned names;
  private @Nullable MultiMap headers;
  private long timeoutMs;

  HeadersReader(boolean timeoutIsHeader, Interned names) {
    this.timeoutIsHeader = timeoutIsHeader;
    this.names = names;
  }

  /** Reads the headers field of an envelope that was read. */
  void read(Envelope envelope) throws ProtocolException {
    headers = null;
    timeoutMs = 0;
    if (!envelope.has(Envelope.HEADERS)) {
      return;
    }
    byte[] a = envelope.array();
    int start = envelope.start(Envelope.HEADERS);
    if (a[start] != '{') {
      throw new ProtocolException(
          ErrorCode.INVALID_HEADERS,
          "headers: "
              + JsonText.shown(a, start, envelope.end(Envelope.HEADERS))
              + " (expected: an object)");
    }
    entries(envelope.scanner, a, start);
  }

  /** The headers last read; null where there were none. */
  @Nullable MultiMap headers() {
    return headers;
  }

  /** The timeout last read in milliseconds; 0 where there was none. */
  long timeoutMs() {
    return timeoutMs;
  }

  private void entries(JsonScanner scanner, byte[] a, int start) throws ProtocolException {
    int i = scanner.space(start + 1);
    while (a[i] != '}') {
      int nameEnd = scanner.string(i);
      int value = scanner.colon(nameEnd);
      int end = scanner.value(value, 2);
      entry(a, names.get(a, i + 1, nameEnd - 1), value, end);
      i = scanner.space(end);
      i = a[i] == ',' ? scanner.space(i + 1) : i;
    }
  }

  private void entry(byte[] a, String name, int value, int end) throws ProtocolException {
    if (a[value] == 'n') {
      throw new ProtocolException(
          ErrorCode.INVALID_HEADERS,
          "headers." + name + ": null (expected: a string, number or boolean)");
    }
    if (name.equals(TIMEOUT)) {
      timeout(a, value, end);
      if (!timeoutIsHeader) {
        return;
      }
    }
    if (headers == null) {
      headers = MultiMap.caseInsensitiveMultiMap();
    }
    headers.add(name, JsonText.text(a, value, end));
  }

  private void timeout(byte[] a, int value, int end) throws ProtocolException {
    boolean number = a[value] == '-' || a[value] >= '0' && a[value] <= '9';
    if (!number && timeoutIsHeader) {
      return;
    }
    timeoutMs = number ? milliseconds(JsonText.text(a, value, end)) : 0;
    if (timeoutMs < 1) {
      throw new ProtocolException(
          ErrorCode.INVALID_TIMEOUT,
          "headers.timeout: "
              + JsonText.shown(a, value, end)
              + " (expected: milliseconds as a number >= 1)");
    }
  }

  private static long milliseconds(String number) {
    double ms = Double.parseDouble(number);
    return ms > Long.MAX_VALUE ? Long.MAX_VALUE : (long) ms;
  }
}
