package busway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LastSpanTest {

  private static final TraceLink LINK = new TraceLink("1", "a");

  private final AtomicLong endNs = new AtomicLong();

  @Test
  void lastsUntilItHasEndedTooLongAgo() {
    new LastSpan(LINK, endNs::get).begun();
    assertThat(LastSpan.within(0)).isEqualTo(LINK);

    endNs.set(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    assertThat(LastSpan.within(TimeUnit.HOURS.toNanos(1))).isEqualTo(LINK);

    endNs.addAndGet(-TimeUnit.HOURS.toNanos(2));
    assertThat(LastSpan.within(TimeUnit.HOURS.toNanos(1))).isNull();
  }

  @Test
  void isOfItsThread() throws InterruptedException {
    new LastSpan(LINK, endNs::get).begun();
    AtomicLong seen = new AtomicLong();
    Thread.ofPlatform().start(() -> seen.set(LastSpan.within(0) == null ? 1 : 2)).join();
    assertThat(seen).hasValue(1);
  }
}
