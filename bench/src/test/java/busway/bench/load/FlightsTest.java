package busway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlightsTest {

  @Test
  void landsWhenTheLastSubscriberHasHeard() {
    Flights flights = new Flights(1, 2);
    long sequence = flights.begin(0);
    assertThat(flights.landed(0, sequence)).isFalse();
    assertThat(flights.landed(0, sequence)).isTrue();
    assertThat(flights.flying(0, sequence)).isFalse();
  }

  @Test
  void numbersThePublishesOfEachPublisherFromZero() {
    Flights flights = new Flights(2, 1);
    assertThat(flights.begin(0)).isZero();
    assertThat(flights.begin(0)).isEqualTo(1);
    assertThat(flights.begin(1)).isZero();
  }

  @Test
  void knowsWhatWasNeverPublished() {
    Flights flights = new Flights(1, 1);
    assertThat(flights.flying(0, 0)).isFalse();
    flights.begin(0);
    assertThat(flights.flying(0, Flights.MOST)).isFalse();
  }

  @Test
  void isFullWhileTheOldestHasNotLanded() {
    Flights flights = new Flights(1, 1);
    for (int i = 0; i < Flights.MOST; i++) {
      assertThat(flights.full(0)).isFalse();
      flights.begin(0);
    }
    assertThat(flights.full(0)).isTrue();
    flights.landed(0, 0);
    assertThat(flights.full(0)).isFalse();
  }
}
