package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.loops.PollRecorder.Step;
import busway.testing.Wait;
import io.vertx.core.spi.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the instruments of the event loops rely on in Netty and in Vert.x's transport SPI, asked of
 * each transport. Where one of these fails after an upgrade, the loops' meters are wrong, and
 * docs/decisions/0008 says what to look at.
 */
class TransportContractTest {

  private static final String TRANSPORTS = "busway.loops.Transports#here";
  private static final int ROUNDS = 20;

  /** So long that the loop polls before it is over, whatever holds it up. */
  private static final long DELAY_NS = TimeUnit.HOURS.toNanos(1);

  /** When the client wrote, each time while the loop polled. */
  private static List<Long> write(OneLoop loop) throws Exception {
    List<Long> writtenNs = new ArrayList<>();
    for (int i = 1; i <= ROUNDS; i++) {
      loop.awaitPoll();
      writtenNs.add(System.nanoTime());
      loop.write();
      loop.await("served", i);
    }
    loop.awaitPoll();
    return writtenNs;
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void everyRunAsksOnceWhetherToReport(TransportKind kind) throws Exception {
    try (OneLoop loop = new OneLoop(kind)) {
      write(loop);

      assertThat(loop.steps().iterations())
          .as(kind + ": shouldReportActiveIoTime is asked once a run, " + Transports.VERSIONS)
          .allMatch(steps -> count(steps, "asked") == 1);
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void itAsksWhenThePollIsOver(TransportKind kind) throws Exception {
    try (OneLoop loop = new OneLoop(kind)) {
      List<Long> writtenNs = write(loop);

      List<List<Step>> iterations = loop.steps().iterations();
      assertThat(writtenNs.stream().filter(ns -> askedAfter(iterations, ns)).count())
          .as(kind + ": shouldReportActiveIoTime is asked after the poll, " + Transports.VERSIONS)
          .isGreaterThan(ROUNDS / 2);
    }
  }

  /** Whether a poll that was under way at that time led to the question after it. */
  private static boolean askedAfter(List<List<Step>> iterations, long ns) {
    return iterations.stream()
        .filter(steps -> steps.getFirst().atNs() <= ns && steps.getLast().atNs() >= ns)
        .anyMatch(steps -> first(steps, "asked").atNs() >= ns);
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void itAsksBeforeItServesAndReportsAfterwards(TransportKind kind) throws Exception {
    try (OneLoop loop = new OneLoop(kind)) {
      write(loop);

      assertThat(loop.steps().iterations().stream().filter(steps -> count(steps, "served") > 0))
          .as(kind + ": a run asks, serves, reports and ends, " + Transports.VERSIONS)
          .isNotEmpty()
          .allSatisfy(
              steps -> {
                assertThat(steps.stream().map(Step::what).filter(what -> !what.equals("wakes at")))
                    .containsSubsequence("run", "asked", "served", "reported", "ran");
                assertThat(first(steps, "reported").value())
                    .isBetween(0L, steps.getLast().atNs() - first(steps, "asked").atNs());
              });
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void aRunReturnsHowManyHandlesWereReady(TransportKind kind) throws Exception {
    try (OneLoop loop = new OneLoop(kind)) {
      write(loop);

      assertThat(loop.steps().iterations().stream().filter(steps -> count(steps, "served") > 0))
          .as(kind + ": run returns the ready handles, " + Transports.VERSIONS)
          .allMatch(steps -> steps.getLast().value() > 0);
      assertThat(loop.steps().iterations())
          .as(kind + ": run returns no negative number, " + Transports.VERSIONS)
          .allMatch(steps -> steps.getLast().value() >= 0);
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void aPollThatMayWaitAsksForTheNextTimer(TransportKind kind) throws Exception {
    try (OneLoop loop = new OneLoop(kind)) {
      long beforeNs = System.nanoTime();
      var timer = loop.loops().schedule(() -> {}, DELAY_NS, TimeUnit.NANOSECONDS);
      long afterNs = System.nanoTime();

      Wait.until(
          kind + ": deadlineNanos or delayNanos tell the next timer, " + Transports.VERSIONS,
          () ->
              loop.steps().of("wakes at").stream()
                  .mapToLong(Step::value)
                  .anyMatch(ns -> ns >= beforeNs + DELAY_NS && ns <= afterNs + DELAY_NS));
      assertThat(timer.cancel(false)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void eachChannelRegistersOnceAndCancelsOnceOrTellsThatItIsUnregistered(TransportKind kind)
      throws Exception {
    try (OneLoop loop = new OneLoop(kind)) {
      loop.await("register", 2);
      loop.hangUp();
      loop.await("gone", 1);
      loop.stopListening();
      loop.await("gone", 2);

      assertThat(List.of(loop.steps().of("register").size(), loop.steps().of("gone").size()))
          .as(kind + ": a channel is registered and cancelled once, " + Transports.VERSIONS)
          .containsExactly(2, 2);
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void theLoopsThreadInitialisesFirstAndDestroysLast(TransportKind kind) throws Exception {
    OneLoop loop = new OneLoop(kind);
    loop.await("register", 2);
    loop.close();

    List<Step> steps = loop.steps().all();
    assertThat(steps.getFirst().what())
        .as(kind + ": initialize comes first, " + Transports.VERSIONS)
        .isEqualTo("initialize");
    // io_uring may tell of channels that are gone while it destroys itself.
    assertThat(
            steps.stream().map(Step::what).filter(what -> !what.equals("gone")).toList().getLast())
        .as(kind + ": destroy comes last, " + Transports.VERSIONS)
        .isEqualTo("destroy");
    assertThat(steps)
        .as(kind + ": all on one thread, " + Transports.VERSIONS)
        .extracting(Step::thread)
        .containsOnly(steps.getFirst().thread());
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void vertxMakesItsLoopsAsTheSpiDoesByDefault(TransportKind kind) throws Exception {
    assertThat(
            kind.transport()
                .implementation()
                .getClass()
                .getMethod("eventLoopGroup", int.class, int.class, ThreadFactory.class, int.class)
                .getDeclaringClass())
        .as(kind + ": the loops come from ioHandlerFactory, " + Transports.VERSIONS)
        .isEqualTo(Transport.class);
  }

  private static long count(List<Step> steps, String what) {
    return steps.stream().filter(step -> step.what().equals(what)).count();
  }

  private static Step first(List<Step> steps, String what) {
    return steps.stream().filter(step -> step.what().equals(what)).findFirst().orElseThrow();
  }
}
