package busway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
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
}
