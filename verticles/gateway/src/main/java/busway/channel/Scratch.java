package busway.channel;

/**
 * An array that every connection of a loop reads its frames into, one after the other. A long one
 * is not kept.
 */
public final class Scratch {

  private static final int KEPT = 64 << 10;

  private final byte[] kept = new byte[KEPT];

  /** An array of at least {@code length} bytes, valid until the next call. */
  public byte[] atLeast(int length) {
    return length <= KEPT ? kept : new byte[length];
  }
}
