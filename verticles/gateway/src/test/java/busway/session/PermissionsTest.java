package busway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PermissionsTest {

  @Test
  void nothingIsPermittedWithoutARule() {
    Permissions permissions = Permissions.of(PermissionsConfig.DEFAULTS);
    assertThat(permissions.inbound("echo")).isFalse();
    assertThat(permissions.outbound("echo")).isFalse();
  }

  @Test
  void anAddressIsExactUnlessItEndsInAStar() {
    Permissions permissions = inbound(address("echo"), address("orders.*"));
    assertThat(permissions.inbound("echo")).isTrue();
    assertThat(permissions.inbound("echo2")).isFalse();
    assertThat(permissions.inbound("orders.new")).isTrue();
    assertThat(permissions.inbound("orders.")).isTrue();
    assertThat(permissions.inbound("orders")).isFalse();
    assertThat(permissions.outbound("echo")).isFalse();
  }

  @Test
  void aRegexMatchesTheWholeAddress() {
    Permissions permissions = inbound(new AddressRule(null, "user\\.[0-9]+"));
    assertThat(permissions.inbound("user.17")).isTrue();
    assertThat(permissions.inbound("user.17.x")).isFalse();
    assertThat(permissions.inbound("a.user.17")).isFalse();
  }

  @Test
  void addressesOfRepliesAreNeverPermitted() {
    Permissions permissions = inbound(address("*"));
    assertThat(permissions.inbound("anything")).isTrue();
    assertThat(permissions.inbound("__vertx.reply.8")).isFalse();
  }

  @Test
  void aDecisionThatIsRememberedIsTheOneThatTheRulesMake() {
    Random random = new Random(5);
    for (int round = 0; round < 8; round++) {
      PermissionsConfig config = new PermissionsConfig(rules(random), rules(random));
      Permissions remembering = Permissions.of(config);
      int permitted = 0;
      for (int i = 0; i < 20_000; i++) {
        String address = address(random, 4);
        // One that has decided nothing yet has nothing to remember.
        Permissions forgetful = Permissions.of(config);
        assertThat(remembering.inbound(address)).as(address).isEqualTo(forgetful.inbound(address));
        assertThat(remembering.outbound(address))
            .as(address)
            .isEqualTo(forgetful.outbound(address));
        permitted += forgetful.inbound(address) ? 1 : 0;
      }
      assertThat(permitted).isBetween(100, 19_900);
    }
  }

  @Test
  void aRefusedAddressStaysRefusedBesideAPermittedOneOfTheSameHash() {
    Permissions permissions = inbound(new AddressRule(null, "user\\.Aa"));
    assertThat("user.Aa").hasSameHashCodeAs("user.BB");
    for (int i = 0; i < 10; i++) {
      assertThat(permissions.inbound("user.Aa")).isTrue();
      assertThat(permissions.inbound("user.BB")).isFalse();
      assertThat(permissions.inbound("__vertx.Aa")).isFalse();
    }
  }

  @Test
  void anAddressTooLongToRememberIsDecidedByTheRules() {
    Permissions permissions = inbound(new AddressRule(null, "user\\.a+"));
    String address = "user." + "a".repeat(1_000);
    for (int i = 0; i < 3; i++) {
      assertThat(permissions.inbound(address)).isTrue();
      assertThat(permissions.inbound(address + "b")).isFalse();
    }
  }

  @Test
  void aRuleThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AddressRule("a", "b"))
        .withMessage("address: a, address-regex: b (expected: exactly one)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AddressRule(null, "("))
        .withMessageContaining("address-regex: ( (expected: a regular expression");
  }

  private static Permissions inbound(AddressRule... rules) {
    return Permissions.of(new PermissionsConfig(List.of(rules), List.of()));
  }

  private static AddressRule address(String address) {
    return new AddressRule(address, null);
  }

  /** Enough rules of each kind that about half of the addresses are permitted. */
  private static List<AddressRule> rules(Random random) {
    List<AddressRule> rules = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rules.add(address(address(random, 4)));
      rules.add(address(address(random, 1 + random.nextInt(3)) + '*'));
      String regex = address(random, 1).replace(".", "\\.") + "[a-c]*" + address(random, 1);
      rules.add(new AddressRule(null, regex));
    }
    return rules;
  }

  /** At random, from an alphabet so small that addresses come again; some are of the bus. */
  private static String address(Random random, int most) {
    StringBuilder address = new StringBuilder(random.nextInt(20) == 0 ? "__vertx." : "");
    for (int i = random.nextInt(most); i >= 0; i--) {
      address.append("abc.é\u4e2d".charAt(random.nextInt(6)));
    }
    return address.toString();
  }
}
