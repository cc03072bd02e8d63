package busway.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The label of an address: one of its own where the configuration lists it or where it is among the
 * busiest, else {@code other}. From any thread; asked when a handler gets its first message and
 * when it turns out to be busy, not for each message.
 *
 * <p>Half of the labels go to whoever comes first, so that a gateway with few addresses shows them
 * all at once. The other half is for addresses that are {@link #BUSY}: a flood of addresses that
 * come and go cannot take them. What has a label keeps it: a series never changes its meaning.
 */
public final class AddressLabels {

  /** The label of all addresses without one of their own. */
  public static final String OTHER = BoundedLabels.OTHER;

  /** Messages to one handler that make its address one of the busy ones. */
  public static final int BUSY = 100;

  /** Characters of the addresses that may have a label: clients make some up. */
  private static final int LONGEST = 256;

  private final Set<String> exact = new HashSet<>();
  private final List<String> prefixes = new ArrayList<>();
  private final int most;
  private final Set<String> chosen = new HashSet<>();

  /** Makes the labels of the configuration; no others have been chosen yet. */
  public AddressLabels(HandlersConfig config) {
    this.most = config.maxAddresses();
    for (String address : config.addresses()) {
      if (address.endsWith("*")) {
        prefixes.add(address.substring(0, address.length() - 1));
      } else {
        exact.add(address);
      }
    }
  }

  /**
   * The label of an address.
   *
   * @param busy whether it has had {@link #BUSY} messages, or deserves a label for another reason
   */
  public String of(String address, boolean busy) {
    if (exact.contains(address)) {
      return address;
    }
    for (String prefix : prefixes) {
      if (address.startsWith(prefix)) {
        return prefix + "*";
      }
    }
    return address.length() <= LONGEST && choose(address, busy) ? address : OTHER;
  }

  private synchronized boolean choose(String address, boolean busy) {
    if (chosen.contains(address)) {
      return true;
    }
    return chosen.size() < (busy ? most : (most + 1) / 2) && chosen.add(address);
  }
}
