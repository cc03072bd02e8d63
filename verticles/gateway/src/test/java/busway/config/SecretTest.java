package busway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecretTest {

  @Test
  void aRandomOneIsLongAndNeverTheSame() {
    assertThat(Secret.random().text()).hasSize(43).matches("[A-Za-z0-9_-]+");
    assertThat(Secret.random()).isNotEqualTo(Secret.random());
  }

  @Test
  void isItselfAndNothingElse() {
    Secret secret = new Secret("open sesame");

    assertThat(secret.is("open sesame")).isTrue();
    assertThat(secret.is("open sesam")).isFalse();
    assertThat(secret.is("open sesame ")).isFalse();
    assertThat(secret.is("")).isFalse();
  }

  @Test
  void isNotShown() {
    assertThat(new Secret("open sesame")).hasToString("(secret)");
  }
}
