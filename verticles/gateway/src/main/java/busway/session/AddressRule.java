package busway.session;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One permitted address, or a set of them. Exactly one of the two is given.
 *
 * @param address an exact address, or a prefix that ends in {@code *}
 * @param addressRegex a regular expression that the whole address matches
 */
public record AddressRule(@Nullable String address, @Nullable String addressRegex) {

  public AddressRule {
    if ((address == null) == (addressRegex == null)) {
      throw new IllegalArgumentException(
          "address: " + address + ", address-regex: " + addressRegex + " (expected: exactly one)");
    }
    if (address != null && address.isEmpty()) {
      throw new IllegalArgumentException("address: \"\" (expected: at least one character)");
    }
    if (addressRegex != null) {
      try {
        Pattern.compile(addressRegex);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "address-regex: "
                + addressRegex
                + " (expected: a regular expression; "
                + e.getDescription()
                + ")",
            e);
      }
    }
  }

  /** The compiled {@link #addressRegex}, which must be given. */
  Pattern pattern() {
    return Pattern.compile(Objects.requireNonNull(addressRegex));
  }
}
