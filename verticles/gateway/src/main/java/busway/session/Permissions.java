package busway.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses clients may reach, compiled once. Immutable.
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

  private record Rules(Set<String> exact, List<String> prefixes, List<Pattern> patterns) {

    static Rules of(List<AddressRule> rules) {
      Rules compiled = new Rules(new HashSet<>(), new ArrayList<>(), new ArrayList<>());
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
}
