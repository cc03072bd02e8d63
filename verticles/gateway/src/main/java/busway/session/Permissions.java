package busway.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses clients may reach, compiled once. Never changes its mind, so that decisions are
 * remembered and any loop may ask.
 *
 * <p>Addresses that the event bus makes up for replies are never permitted, whatever the rules say:
 * a client could answer for another.
 */
public final class Permissions {

  private static final String INTERNAL = "__vertx.";

  private final Rules inbound;
  private final Rules outbound;

  private Permissions(Rules inbound, Rules outbound) {
    this.inbound = inbound;
    this.outbound = outbound;
  }

  /** Compiles the rules. */
  public static Permissions of(PermissionsConfig config) {
    return new Permissions(Rules.of(config.inbound()), Rules.of(config.outbound()));
  }

  /** Whether a client may send and publish to the address. */
  public boolean inbound(String address) {
    return inbound.permit(address);
  }

  /** Whether a client may subscribe to the address. */
  public boolean outbound(String address) {
    return outbound.permit(address);
  }

  /** Permitted and refused addresses are remembered apart, so that neither displaces the other. */
  private record Rules(
      Set<String> exact,
      List<String> prefixes,
      List<Pattern> patterns,
      Remembered permitted,
      Remembered refused) {

    /** Characters of the addresses that are remembered: more would be a client's hold on memory. */
    private static final int LONGEST = 256;

    static Rules of(List<AddressRule> rules) {
      Rules compiled =
          new Rules(
              new HashSet<>(),
              new ArrayList<>(),
              new ArrayList<>(),
              new Remembered(),
              new Remembered());
      rules.forEach(compiled::add);
      return compiled;
    }

    private void add(AddressRule rule) {
      String address = rule.address();
      if (address == null) {
        patterns.add(rule.pattern());
      } else if (address.endsWith("*")) {
        prefixes.add(address.substring(0, address.length() - 1));
      } else {
        exact.add(address);
      }
    }

    boolean permit(String address) {
      if (address.length() > LONGEST) {
        return decide(address);
      }
      if (permitted.has(address)) {
        return true;
      }
      if (refused.has(address)) {
        return false;
      }
      boolean decision = decide(address);
      (decision ? permitted : refused).add(address);
      return decision;
    }

    private boolean decide(String address) {
      return !address.startsWith(INTERNAL)
          && (exact.contains(address) || prefixed(address) || matched(address));
    }

    private boolean prefixed(String address) {
      for (int i = 0; i < prefixes.size(); i++) {
        if (address.startsWith(prefixes.get(i))) {
          return true;
        }
      }
      return false;
    }

    private boolean matched(String address) {
      for (int i = 0; i < patterns.size(); i++) {
        if (patterns.get(i).matcher(address).matches()) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Some of the addresses that were added, in a table of fixed size: a newcomer takes its slot.
   *
   * <p>Loops share it without a lock. What one loop adds another may see late or never, and then it
   * decides for itself; a string is seen whole or not at all.
   */
  private static final class Remembered {

    private static final int SLOT_BITS = 10;
    private static final int SPREAD = 0x9e3779b9;

    private final @Nullable String[] slots = new @Nullable String[1 << SLOT_BITS];

    boolean has(String address) {
      return address.equals(slots[slot(address)]);
    }

    void add(String address) {
      slots[slot(address)] = address;
    }

    private static int slot(String address) {
      return address.hashCode() * SPREAD >>> Integer.SIZE - SLOT_BITS;
    }
  }
}
