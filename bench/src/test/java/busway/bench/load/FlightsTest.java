package busway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlightsTest {

  private static final int IN_FLIGHT = 5;
  private static final int PLACES = 8;

  @Test
  void landsWhenTheLastSubscriberHasHeard() {
    Flights flights = new Flights(1, 2, IN_FLIGHT);
    long sequence = flights.begin(0);
    assertThat(flights.landed(0, sequence)).isFalse();
    assertThat(flights.landed(0, sequence)).isTrue();
    assertThat(flights.flying(0, sequence)).isFalse();
  }

  @Test
  void numbersThePublishesOfEachPublisherFromZero() {
    Flights flights = new Flights(2, 1, IN_FLIGHT);
    assertThat(flights.begin(0)).isZero();
    assertThat(flights.begin(0)).isEqualTo(1);
    assertThat(flights.begin(1)).isZero();
  }

  @Test
  void knowsWhatWasNeverPublished() {
    Flights flights = new Flights(2, 1, IN_FLIGHT);
    assertThat(flights.flying(0, 0)).isFalse();
    flights.begin(0);
    assertThat(flights.flying(0, PLACES)).isFalse();
    assertThat(flights.flying(1, 0)).isFalse();
  }

  @Test
  void isFullWhileTheOldestHasNotLanded() {
    Flights flights = new Flights(1, 1, IN_FLIGHT);
    for (int i = 0; i < PLACES; i++) {
      assertThat(flights.full(0)).isFalse();
      flights.begin(0);
    }
    assertThat(flights.full(0)).isTrue();
    flights.landed(0, 0);
    assertThat(flights.full(0)).isFalse();
  }

  @Test
  void keepsOneInFlightWhereNoMoreAreWanted() {
    Flights flights = new Flights(1, 1, 1);
    flights.begin(0);
    assertThat(flights.full(0)).isTrue();
    assertThat(flights.landed(0, 0)).isTrue();
    assertThat(flights.full(0)).isFalse();
  }
}
