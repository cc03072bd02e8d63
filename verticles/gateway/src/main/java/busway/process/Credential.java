package busway.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret that one process is given to prove that it is the one. */
final class Credential {

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private Credential(String text) {
    this.text = text;
  }

  /** A new one, which nobody can guess. */
  static Credential random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Credential(HexFormat.of().formatHex(bytes));
  }

  /** Whether it is this; takes equally long wherever the two differ. */
  boolean is(String other) {
    return MessageDigest.isEqual(text.getBytes(US_ASCII), other.getBytes(UTF_8));
  }

  /** The secret itself. */
  String text() {
    return text;
  }

  /** Not the secret. */
  @Override
  public String toString() {
    return "credential";
  }
}
