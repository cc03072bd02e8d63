package busway.frame;

import java.util.Arrays;
import java.util.List;

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

  private static final List<String> NAMES =
      List.of("type", "address", "replyAddress", "headers", "body", "failureCode", "message");

  private static final int HALF_TYPE = Word.halfOf("type");
  private static final int HALF_BODY = Word.halfOf("body");
  private static final long WORD_ADDRESS = Word.of("address\"");
  private static final long WORD_HEADERS = Word.of("headers\"");
  private static final long WORD_MESSAGE = Word.of("message\"");
  private static final long WORD_FAILURE = Word.of("failureC");
  private static final int HALF_CODE = Word.halfOf("ode\"");
  private static final long WORD_REPLY = Word.of("replyAdd");
  private static final int HALF_REPLY = Word.halfOf("ress");

  final JsonScanner scanner = new JsonScanner();
  private final int[] starts = new int[NAMES.size()];
  private final int[] ends = new int[NAMES.size()];
  private byte[] a = new byte[0];

  /** Reads the object in {@code text[from, to)} and checks all of it. */
  void read(byte[] text, int from, int to) throws ProtocolException {
    a = text;
    Arrays.fill(starts, ABSENT);
    scanner.text(text, from, to);
    try {
      whole(from, to);
    } catch (ProtocolException e) {
      // Bytes that are no text are the graver fault, wherever they are.
      throw Utf8.valid(text, from, to) ? e : JsonTokens.notUtf8();
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

  private void whole(int from, int to) throws ProtocolException {
    int end = scanner.space(fields(scanner.space(from)));
    if (end != to) {
      throw scanner.unexpected(end, "nothing after the object");
    }
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

  /** The field whose name, quotes included, is {@code a[from, to)}. */
  private int field(int from, int to) {
    int i = from + 1;
    int known =
        switch (to - from - 2) {
          case 4 -> four(Word.half(a, i));
          case 7 -> seven(Word.at(a, i));
          case 11 -> is(i, WORD_FAILURE, HALF_CODE) ? FAILURE_CODE : ABSENT;
          case 12 -> is(i, WORD_REPLY, HALF_REPLY) ? REPLY_ADDRESS : ABSENT;
          default -> ABSENT;
        };
    return known == ABSENT && JsonText.escaped(a, i, to)
        ? NAMES.indexOf(JsonText.string(a, from, to))
        : known;
  }

  private static int four(int name) {
    return name == HALF_TYPE ? TYPE : name == HALF_BODY ? BODY : ABSENT;
  }

  /** The name with the quote behind it fills a word. */
  private static int seven(long name) {
    if (name == WORD_ADDRESS) {
      return ADDRESS;
    }
    return name == WORD_HEADERS ? HEADERS : name == WORD_MESSAGE ? MESSAGE : ABSENT;
  }

  private boolean is(int i, long word, int half) {
    return Word.at(a, i) == word && Word.half(a, i + Word.BYTES) == half;
  }
}
