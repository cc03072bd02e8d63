package busway.frame;

/**
 * The fields of one JSON frame as places in an array: nothing is decoded until it is asked for. A
 * field that is absent or {@code null} begins at {@link #ABSENT}. Where a name stands twice, the
 * last one counts, as in every JSON parser of the known clients. One loop owns an instance.
 */
final class Envelope {

  /** Where a field that is not there begins. */
  static final int ABSENT = -1;

  /** The fields that frames know, in the order of {@link #NAMES}. */
  static final int TYPE = 0;

  static final int ADDRESS = 1;
  static final int REPLY_ADDRESS = 2;
  static final int HEADERS = 3;
  static final int BODY = 4;
  static final int FAILURE_CODE = 5;
  static final int MESSAGE = 6;

  private static final String[] NAMES = {
    "type", "address", "replyAddress", "headers", "body", "failureCode", "message"
  };

  final JsonScanner scanner = new JsonScanner();
  private final int[] starts = new int[NAMES.length];
  private final int[] ends = new int[NAMES.length];
  private byte[] a = new byte[0];

  /** Reads the object in {@code text[from, to)} and checks all of it. */
  void read(byte[] text, int from, int to) throws ProtocolException {
    a = text;
    java.util.Arrays.fill(starts, ABSENT);
    if (!Utf8.valid(text, from, to)) {
      throw new ProtocolException(ErrorCode.INVALID_JSON, "bytes are not UTF-8");
    }
    scanner.text(text, from, to);
    int end = scanner.space(fields(scanner.space(from)));
    if (end != to) {
      throw scanner.unexpected(end, "nothing after the object");
    }
  }

  boolean has(int field) {
    return starts[field] != ABSENT;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  /** The first byte of the field, which tells its type; 0 where it is absent. */
  byte kind(int field) {
    return has(field) ? a[starts[field]] : 0;
  }

  byte[] array() {
    return a;
  }

  private int fields(int start) throws ProtocolException {
    if (scanner.peek(start) != '{') {
      throw scanner.unexpected(start, "an object");
    }
    int i = scanner.space(start + 1);
    if (scanner.peek(i) == '}') {
      return i + 1;
    }
    while (true) {
      int nameEnd = scanner.string(i);
      int value = scanner.colon(nameEnd);
      int end = scanner.value(value, 1);
      keep(i, nameEnd, value, end);
      i = scanner.space(end);
      int next = scanner.peek(i);
      if (next == '}') {
        return i + 1;
      }
      if (next != ',') {
        throw scanner.unexpected(i, "',' or '}'");
      }
      i = scanner.space(i + 1);
    }
  }

  private void keep(int nameStart, int nameEnd, int value, int end) {
    int field = field(nameStart, nameEnd);
    if (field != ABSENT) {
      starts[field] = a[value] == 'n' ? ABSENT : value;
      ends[field] = end;
    }
  }

  private int field(int from, int to) {
    for (int i = from + 1; i < to - 1; i++) {
      if (a[i] == '\\') {
        return java.util.Arrays.asList(NAMES).indexOf(JsonText.string(a, from, to));
      }
    }
    for (int k = 0; k < NAMES.length; k++) {
      if (JsonText.equals(a, from + 1, to - 1, NAMES[k])) {
        return k;
      }
    }
    return ABSENT;
  }
}
