package busway.bench;

import busway.session.AddressRule;
import busway.session.Permissions;
import busway.session.PermissionsConfig;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Whether a client may send to an address. The peer of prefixes are the regular expressions that
 * the official bridges have for them.
 */
public class PermissionsBenchmark extends Measured {

  private static final int RULES = 20;
  private static final int ADDRESSES = 16;

  private final Permissions exact = rules(ADDRESSES, i -> rule(address(i)));
  private final Permissions prefix = rules(1, i -> rule("shop.orders.*"));
  private final Permissions prefixes = rules(RULES, i -> rule(topic(i) + '*'));
  private final Permissions regex = rules(1, i -> new AddressRule(null, "shop\\.orders\\..*"));
  private final Permissions regexes =
      rules(RULES, i -> new AddressRule(null, topic(i).replace(".", "\\.") + ".*"));
  private final String[] addresses = new String[ADDRESSES];
  private final String[] foreign = new String[ADDRESSES];
  private int turn;

  @Setup
  public void check() {
    for (int i = 0; i < ADDRESSES; i++) {
      addresses[i] = address(i);
      foreign[i] = "shop.prices." + i;
    }
    if (!(exact() && prefix() && lastOf20Prefixes() && regex() && lastOf20Regexes()) || refused()) {
      throw new IllegalStateException("the rules do not permit what they are meant to");
    }
  }

  @Benchmark
  public boolean exact() {
    return exact.inbound(next());
  }

  @Benchmark
  public boolean prefix() {
    return prefix.inbound(next());
  }

  @Benchmark
  public boolean lastOf20Prefixes() {
    return prefixes.inbound(next());
  }

  @Benchmark
  public boolean regex() {
    return regex.inbound(next());
  }

  @Benchmark
  public boolean lastOf20Regexes() {
    return regexes.inbound(next());
  }

  @Benchmark
  public boolean refused() {
    return prefixes.inbound(foreign[turn++ & ADDRESSES - 1]);
  }

  private String next() {
    return addresses[turn++ & ADDRESSES - 1];
  }

  private static Permissions rules(int count, IntFunction<AddressRule> rule) {
    List<AddressRule> rules = IntStream.range(0, count).mapToObj(rule).toList();
    return Permissions.of(new PermissionsConfig(rules, List.of()));
  }

  private static AddressRule rule(@Nullable String address) {
    return new AddressRule(address, null);
  }

  private static String address(int i) {
    return "shop.orders." + i;
  }

  /** What begins like none of the addresses, save the last one. */
  private static String topic(int i) {
    return i == RULES - 1 ? "shop.orders." : "shop.topic-" + i + '.';
  }
}
