package busway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopHistogramTest {

  private static final long MS = 1_000_000;

  private final LoopHistogram histogram = new LoopHistogram();

  private long countAt(double bound) {
    return IntStream.range(0, histogram.buckets())
        .filter(i -> histogram.bound(i) == bound)
        .mapToLong(histogram::count)
        .sum();
  }

  private long count() {
    return IntStream.range(0, histogram.buckets()).mapToLong(histogram::count).sum();
  }

  @Test
  void countsADurationOnItsBoundBelowIt() {
    histogram.record(MS);
    histogram.record(MS + 1);

    assertThat(countAt(0.001)).isEqualTo(1);
    assertThat(countAt(0.002_5)).isEqualTo(1);
    assertThat(histogram.sumNs()).isEqualTo(2 * MS + 1);
  }

  @Test
  void keepsWhatIsBeyondTheLastBound() {
    histogram.record(60_000 * MS);

    assertThat(countAt(Double.POSITIVE_INFINITY)).isEqualTo(1);
  }

  @Test
  void addsNothingForADurationWithinTheInterval() {
    histogram.record(99 * MS, 100 * MS);

    assertThat(count()).isEqualTo(1);
  }

  @Test
  void fillsInTheSamplesThatALongDurationKeptFromBeingTaken() {
    histogram.record(350 * MS, 100 * MS);

    // as if probes due at 0, 100, 200 and 300 ms had each waited until 350 ms
    assertThat(count()).isEqualTo(4);
    assertThat(countAt(0.5)).isEqualTo(1);
    assertThat(countAt(0.25)).isEqualTo(2);
    assertThat(countAt(0.05)).isEqualTo(1);
    assertThat(histogram.sumNs()).isEqualTo(LongStream.of(350, 250, 150, 50).sum() * MS);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1000, 7", "2600000, 50001", "999999999, 1000000", "47123456789, 99999999"})
  void fillsInAsIfOneByOne(long durationNs, long intervalNs) {
    LoopHistogram oneByOne = new LoopHistogram();
    for (long ns = durationNs; ns > 0; ns -= intervalNs) {
      oneByOne.record(ns);
    }

    histogram.record(durationNs, intervalNs);

    assertThat(histogram.sumNs()).isEqualTo(oneByOne.sumNs());
    for (int i = 0; i < histogram.buckets(); i++) {
      assertThat(histogram.count(i)).isEqualTo(oneByOne.count(i));
    }
  }

  @Test
  void sharesItsBoundsWithTheHistogramOfManyWriters() {
    SharedHistogram shared = new SharedHistogram();
    shared.record(MS);

    assertThat(shared.buckets()).isEqualTo(histogram.buckets());
    for (int i = 0; i < shared.buckets(); i++) {
      assertThat(shared.bound(i)).isEqualTo(histogram.bound(i));
      assertThat(shared.count(i)).isEqualTo(shared.bound(i) == 0.001 ? 1 : 0);
    }
  }
}
