package busway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AudienceTest {

  private final Audience audience = new Audience(2, 2);

  @Test
  void knowsTheFirstProbeOfEach() {
    assertThat(audience.heardProbe(0)).isTrue();
    assertThat(audience.heardProbe(0)).isFalse();
    assertThat(audience.heardProbe(1)).isTrue();
  }

  @Test
  void followsTheOrderOfEachPublisherAtEachSubscriber() {
    assertThat(audience.inOrder(0, 0, 0)).isTrue();
    assertThat(audience.inOrder(0, 1, 0)).isTrue();
    assertThat(audience.inOrder(1, 0, 0)).isTrue();
    assertThat(audience.inOrder(0, 0, 1)).isTrue();
  }

  @Test
  void noticesGapsAndRepeats() {
    assertThat(audience.inOrder(0, 0, 1)).isFalse();
    assertThat(audience.inOrder(0, 0, 2)).isTrue();
    assertThat(audience.inOrder(0, 0, 2)).isFalse();
    assertThat(audience.inOrder(0, 0, 1)).isFalse();
  }
}
