package busway.testing;

import java.util.Arrays;
import java.util.Random;

/** Changes of bytes at random, the same ones for the same seed. */
public final class Mutations {

  private static final byte[] INTERESTING = {
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '\\',
    'u',
    '-',
    '.',
    'e',
    '0',
    '9',
    ' ',
    '\n',
    0,
    1,
    0x7f,
    (byte) 0x80,
    (byte) 0xbf,
    (byte) 0xc0,
    (byte) 0xed,
    (byte) 0xf4,
    (byte) 0xff
  };

  private final Random random;

  public Mutations(long seed) {
    random = new Random(seed);
  }

  /** A number below the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** The bytes with one to four changes. */
  public byte[] of(byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      changed = once(changed);
    }
    return changed;
  }

  private byte[] once(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int rest = bytes.length - at;
    return switch (random.nextInt(5)) {
      case 0 -> splice(bytes, at, Math.min(rest, 1), new byte[] {interesting()});
      case 1 -> splice(bytes, at, 0, new byte[] {interesting()});
      case 2 -> splice(bytes, at, Math.min(rest, 1 + random.nextInt(4)), new byte[0]);
      case 3 -> splice(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + random.nextInt(rest + 1)));
      default -> splice(bytes, at, Math.min(rest, 1), new byte[] {(byte) random.nextInt(256)});
    };
  }

  private byte interesting() {
    return INTERESTING[random.nextInt(INTERESTING.length)];
  }

  private static byte[] splice(byte[] bytes, int at, int removed, byte[] added) {
    return WebSocketClient.concat(
        Arrays.copyOf(bytes, at), added, Arrays.copyOfRange(bytes, at + removed, bytes.length));
  }
}
