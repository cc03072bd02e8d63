package busway.frame;

/**
 * A validating scan over JSON text (RFC 8259, in UTF-8) that allocates nothing and decodes nothing:
 * it tells where a value ends, or that it is none. One loop owns an instance.
 *
 * <p>Depth is bounded as in the parser that will read a body later, {@link JsonTokens} says why.
 */
final class JsonScanner extends JsonTokens {

  static final int MAX_DEPTH = 1_000;

  /** Bit d tells whether the container at depth d is an object. */
  private final long[] objects = new long[MAX_DEPTH / 64 + 1];

  /** The end of the value that begins at {@code i}, which itself is inside {@code depth} others. */
  int value(int i, int depth) throws ProtocolException {
    int d = depth;
    int at = i;
    boolean object = false;
    while (true) {
      int b = peek(at);
      if (b == '{' || b == '[') {
        checkDepth(d, at);
        int inside = token(at + 1);
        if (peek(inside) != b + 2) {
          object = b == '{';
          open(d++, object);
          at = object ? name(inside) : inside;
          continue;
        }
        at = inside + 1;
      } else {
        at = b == '"' ? text(at) : scalar(at, b);
      }
      // A value ended: close what it ends, or go on to the next one.
      while (true) {
        if (d == depth) {
          return at;
        }
        at = token(at);
        int next = peek(at);
        if (next == ',') {
          at = token(at + 1);
          at = object ? name(at) : at;
          break;
        }
        if (next != (object ? '}' : ']')) {
          throw unexpected(at, object ? "',' or '}'" : "',' or ']'");
        }
        at++;
        d--;
        object = d > depth && isObject(d - 1);
      }
    }
  }

  /** Passes a colon and the space about it; the index of the value. */
  int colon(int i) throws ProtocolException {
    int at = token(i);
    if (peek(at) != ':') {
      throw unexpected(at, "':'");
    }
    return token(at + 1);
  }

  /** Passes a name and its colon; the index of the value. */
  private int name(int i) throws ProtocolException {
    int at = string(i);
    if (at - i - 2 > MAX_NAME_LENGTH) {
      throw tooLong("name of " + (at - i - 2) + " bytes", MAX_NAME_LENGTH);
    }
    return colon(at);
  }

  private void checkDepth(int depth, int at) throws ProtocolException {
    if (depth >= MAX_DEPTH) {
      throw tooDeep(at, MAX_DEPTH);
    }
  }

  private void open(int depth, boolean object) {
    if (object) {
      objects[depth >> 6] |= 1L << depth;
    } else {
      objects[depth >> 6] &= ~(1L << depth);
    }
  }

  private boolean isObject(int depth) {
    return (objects[depth >> 6] & 1L << depth) != 0;
  }
}
