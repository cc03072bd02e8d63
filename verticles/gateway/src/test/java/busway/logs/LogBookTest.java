package busway.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LogBookTest {

  private final Set<String> deployed = new HashSet<>();
  private final Hands clock = new Hands();
  private final LogBook book = new LogBook(new LogsBounds(2, 3, 2_000), deployed::contains, clock);

  /** A clock that stands still until it is moved. */
  private static final class Hands extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private void says(String deployment, String... texts) {
    for (String text : texts) {
      book.add(deployment, Level.INFO, text);
    }
  }

  private List<String> last(String deployment, int most) {
    return book.last(deployment, most).stream().map(LogLine::text).toList();
  }

  @Test
  void keepsTheLastLinesOfEachDeployment() {
    says("a", "1", "2", "3", "4");
    says("b", "x");

    assertThat(last("a", 10)).containsExactly("2", "3", "4");
    assertThat(last("a", 2)).containsExactly("3", "4");
    assertThat(last("b", 10)).containsExactly("x");
    assertThat(last("c", 10)).isEmpty();
    assertThat(book.lines()).isEqualTo(5);
  }

  @Test
  void keepsNoMoreBytesThanItMay() {
    says("a", "1", "2".repeat(600), "3".repeat(600));
    assertThat(last("a", 10)).containsExactly("3".repeat(600));

    says("a", "4".repeat(1_000));
    assertThat(last("a", 10)).containsExactly("4".repeat(1_000));
  }

  @Test
  void cutsALineThatIsTooLong() {
    says("a", "x".repeat(100_000));

    assertThat(last("a", 1).getFirst()).hasSize(LogLine.MAX_CHARS).endsWith("xx [cut]");
  }

  @Test
  void tellsALineAsTheAdminApiDoes() {
    book.add("a", Level.WARN, "careful");

    assertThat(book.last("a", 1).getFirst().json().encode())
        .isEqualTo("{\"time\":\"2026-01-01T00:00:00Z\",\"level\":\"warn\",\"text\":\"careful\"}");
  }

  @Test
  void forgetsWhoIsDeployedNoMoreForWhoNeedsThePlace() {
    says("a", "1");
    clock.move(Duration.ofSeconds(1));
    says("b", "1");
    clock.move(Duration.ofSeconds(1));
    says("c", "1");
    assertThat(last("a", 1)).isEmpty();
    assertThat(last("b", 1)).containsExactly("1");

    deployed.add("b");
    says("d", "1");
    assertThat(last("b", 1)).containsExactly("1");
    assertThat(last("c", 1)).isEmpty();
  }

  @Test
  void takesNothingOfWhoHasNoPlaceAndCountsIt() {
    deployed.addAll(Set.of("a", "b"));
    says("a", "1");
    says("b", "1");
    says("c", "1", "2");

    assertThat(last("c", 10)).isEmpty();
    assertThat(book.homeless()).isEqualTo(2);
    assertThat(book.lines()).isEqualTo(2);
  }

  @Test
  void forgetsAWhileAfterTheLastLineUnlessItIsDeployed() {
    deployed.add("b");
    says("a", "1");
    says("b", "1");
    clock.move(LogBook.KEPT);
    assertThat(last("a", 1)).containsExactly("1");

    clock.move(Duration.ofSeconds(1));
    assertThat(book.tail("a", 1)).isEmpty();
    assertThat(last("b", 1)).containsExactly("1");
  }

  @Test
  void aTailReadsWhatWasAndWhatComes() throws Exception {
    says("a", "1", "2");
    LogTail tail = book.tail("a", 1).orElseThrow();

    assertThat(tail.await(Duration.ofSeconds(10))).extracting(LogLine::text).containsExactly("2");
    assertThat(tail.await(Duration.ofMillis(1))).isEmpty();
    CompletableFuture<List<LogLine>> next =
        CompletableFuture.supplyAsync(() -> awaited(tail, Duration.ofSeconds(10)));
    says("a", "3");
    assertThat(next.get(10, TimeUnit.SECONDS)).extracting(LogLine::text).containsExactly("3");
  }

  @Test
  void aTailThatIsSlowLosesTheOldest() {
    says("a", "1");
    LogTail tail = book.tail("a", 3).orElseThrow();
    says("a", "2", "3", "4");

    assertThat(tail.read()).extracting(LogLine::text).containsExactly("2", "3", "4");
  }

  @Test
  void aTailOfWhoHasSaidNothingYetWaitsForItsFirstLine() {
    deployed.add("quiet");
    LogTail tail = book.tail("quiet", 10).orElseThrow();
    says("quiet", "hello");

    assertThat(awaited(tail, Duration.ofSeconds(10)))
        .extracting(LogLine::text)
        .containsExactly("hello");
  }

  private static List<LogLine> awaited(LogTail tail, Duration bound) {
    try {
      return tail.await(bound);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
