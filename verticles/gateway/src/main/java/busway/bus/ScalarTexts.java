package busway.bus;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The texts that scalars were decoded from, so that a verticle which replies with the number or
 * string it got replies with the same bytes: {@code 1.50}, not {@code 1.5}.
 *
 * <p>A scalar has no place to carry its text along, so it is known by its identity: a table of
 * fixed size in which a newcomer takes its slot. Only short texts are kept, and only those of
 * objects that the parser has just made: a small integer may be anybody's. Forgetting one costs
 * nothing but the spelling. Used by all loops; a slot is read and written whole.
 */
final class ScalarTexts {

  private static final int SLOTS = 256;
  private static final int LONGEST = 256;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known(Object value, byte[] json) {}

  private final @Nullable Known[] slots = new Known[SLOTS];

  /** Notes what a value was decoded from, and returns it. */
  @Nullable Object kept(@Nullable Object value, byte[] json) {
    if (value != null && isFresh(value) && json.length <= LONGEST) {
      slots[slot(value)] = new Known(value, json);
    }
    return value;
  }

  /** What this very object was decoded from, if that is still known. */
  @SuppressWarnings("ReferenceEquality") // that is the point
  byte @Nullable [] of(@Nullable Object value) {
    if (value == null || !isFresh(value)) {
      return null;
    }
    Known known = slots[slot(value)];
    return known != null && known.value() == value ? known.json() : null;
  }

  private static boolean isFresh(Object value) {
    return value instanceof String || value instanceof Double || value instanceof BigInteger;
  }

  private static int slot(Object value) {
    int hash = System.identityHashCode(value);
    return (hash ^ hash >>> 8) & SLOTS - 1;
  }
}
