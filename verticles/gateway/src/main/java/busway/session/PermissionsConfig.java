package busway.session;

import java.util.List;

/**
 * Which addresses clients may reach. An empty list permits nothing.
 *
 * @param inbound addresses that clients may send and publish to
 * @param outbound addresses that clients may subscribe to
 */
public record PermissionsConfig(List<AddressRule> inbound, List<AddressRule> outbound) {

  public static final PermissionsConfig DEFAULTS = new PermissionsConfig(List.of(), List.of());

  public PermissionsConfig {
    inbound = List.copyOf(inbound);
    outbound = List.copyOf(outbound);
  }
}
