package busway.metrics;

import busway.config.Check;
import java.time.Duration;
import java.util.List;

/**
 * How the handlers of the event bus are timed.
 *
 * @param enabled whether they are
 * @param sample one message in so many is timed on an event loop, on the average
 * @param fullAbove every message of a loop is timed once the loop's lag reaches this
 * @param fullBelow until its lag has stayed below this
 * @param fullFor for so long
 * @param addresses addresses that always have a label of their own: exact ones, or a prefix with
 *     {@code *} at its end, which is one label for all that begin with it
 * @param maxAddresses how many other addresses have one
 */
public record HandlersConfig(
    boolean enabled,
    int sample,
    Duration fullAbove,
    Duration fullBelow,
    Duration fullFor,
    List<String> addresses,
    int maxAddresses) {

  public static final HandlersConfig DEFAULTS =
      new HandlersConfig(
          true,
          64,
          Duration.ofMillis(10),
          Duration.ofMillis(2),
          Duration.ofSeconds(5),
          List.of(),
          50);

  public HandlersConfig {
    Check.between("sample", sample, 1, 1_000_000);
    Check.atLeast("full-above", fullAbove, 1);
    Check.atLeast("full-below", fullBelow, 1);
    Check.atLeast("full-for", fullFor, 0);
    if (fullBelow.compareTo(fullAbove) > 0) {
      throw Check.refused("full-below", fullBelow.toMillis() + "ms", "<= full-above");
    }
    addresses = List.copyOf(addresses);
    Check.between("addresses", addresses.size(), 0, 1_000);
    addresses.forEach(address -> Check.notBlank("addresses", address));
    Check.between("max-addresses", maxAddresses, 0, 1_000);
  }
}
