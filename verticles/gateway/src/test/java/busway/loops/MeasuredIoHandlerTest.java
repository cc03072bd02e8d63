package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.Ticker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeasuredIoHandlerTest {

  private static final long US = 1_000;

  private long nowNs = 5_000_000_000L;
  private final LoopActivity activity = new LoopActivity(() -> nowNs);
  private final Timer timer = new Timer();
  private final Io io = new Io();
  private final MeasuredIoHandler measured = new MeasuredIoHandler(io, activity, () -> nowNs);

  @BeforeEach
  void start() {
    measured.initialize();
  }

  private void passes(long us) {
    nowNs += us * US;
  }

  /** Tasks, then an iteration, as a loop runs them. */
  private void iterate(long tasksUs, long pollUs, long ioUs, int ready) {
    passes(tasksUs);
    io.pollUs = pollUs;
    io.ioUs = ioUs;
    io.ready = ready;
    measured.run(timer);
  }

  @Test
  void tellsPollFromIoFromTasks() {
    iterate(10, 500, 30, 1);
    iterate(20, 400, 40, 2);
    passes(5);

    assertThat(activity.pollNs()).isEqualTo(900 * US);
    assertThat(activity.ioNs()).isEqualTo(70 * US);
    assertThat(activity.tasksNs()).isEqualTo(35 * US);
    assertThat(activity.busyNs()).isEqualTo(105 * US);
  }

  @Test
  void countsIterationsAndWhatTheyFoundReady() {
    iterate(1, 1, 1, 3);
    iterate(1, 1, 1, 0);

    assertThat(activity.iterations()).isEqualTo(2);
    assertThat(activity.events()).isEqualTo(3);
  }

  @Test
  void isBusySinceTheEndOfThePoll() {
    iterate(1, 1, 1, 1);
    long sinceNs = activity.busySinceNs();
    passes(7);

    assertThat(sinceNs).isEqualTo(nowNs - 8 * US);
    assertThat(activity.busySinceNs()).isEqualTo(sinceNs);
    assertThat(io.busyWhilePolling).isZero();
    assertThat(io.busyWhileServing).isEqualTo(sinceNs);
  }

  @Test
  void recordsHowLongALoopAskedNobody() {
    iterate(0, 1, 30, 1);
    iterate(50, 1, 0, 0);

    assertThat(activity.busy().sumNs()).isEqualTo(80 * US);
  }

  @Test
  void recordsALateTimerAndNothingWhereOneWasInTime() {
    timer.deadlineNs = nowNs + 300 * US - Ticker.systemTicker().initialNanoTime();
    iterate(0, 200, 1, 1);
    assertThat(activity.pollDelay().sumNs()).isZero();

    iterate(0, 140, 1, 1);
    assertThat(activity.pollDelay().sumNs()).isEqualTo(41 * US);
  }

  @Test
  void knowsNoTimerWhereNoneIsSet() {
    timer.deadlineNs = -1;
    iterate(0, 2_000_000, 1, 1);

    assertThat(activity.pollDelay().sumNs()).isZero();
  }

  @Test
  void endsThePollWithTheRunWhereItFailed() {
    io.asks = false;
    iterate(10, 500, 0, 0);

    assertThat(activity.pollNs()).isEqualTo(500 * US);
    assertThat(activity.ioNs()).isZero();
  }

  @Test
  void countsTheChannelsOfTheLoop() throws Exception {
    IoRegistration first = measured.register(new Handle());
    measured.register(new Handle());
    assertThat(activity.channels()).isEqualTo(2);

    assertThat(first.cancel()).isTrue();
    assertThat(first.cancel()).isFalse();
    assertThat(activity.channels()).isEqualTo(1);
  }

  @Test
  void isIdleAndEmptyOnceTheLoopHasEnded() throws Exception {
    measured.register(new Handle());
    iterate(1, 1, 1, 1);
    measured.destroy();
    long busyNs = activity.busyNs();
    passes(100);

    assertThat(activity.busySinceNs()).isZero();
    assertThat(activity.busyNs()).isEqualTo(busyNs);
    assertThat(activity.channels()).isZero();
  }

  /** A loop with one timer. */
  private static final class Timer implements IoHandlerContext {

    private long deadlineNs = -1;

    @Override
    public boolean canBlock() {
      return true;
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return deadlineNs - currentTimeNanos;
    }

    @Override
    public long deadlineNanos() {
      return deadlineNs;
    }
  }

  /** Polls and serves as long as it is told to. */
  private final class Io implements IoHandler {

    private long pollUs;
    private long ioUs;
    private int ready;
    private boolean asks = true;
    private long busyWhilePolling;
    private long busyWhileServing;

    @Override
    public int run(IoHandlerContext context) {
      context.deadlineNanos();
      busyWhilePolling = activity.busySinceNs();
      passes(pollUs);
      if (asks) {
        assertThat(context.shouldReportActiveIoTime()).isFalse();
      }
      busyWhileServing = activity.busySinceNs();
      passes(ioUs);
      return ready;
    }

    @Override
    public IoRegistration register(IoHandle handle) {
      return new OnceCancelled();
    }

    @Override
    public void wakeup() {}

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
      return true;
    }
  }

  private static final class OnceCancelled implements IoRegistration {

    private boolean cancelled;

    @Override
    @SuppressWarnings({"TypeParameterUnusedInFormals", "NullAway"}) // Netty's signature
    public <T> T attachment() {
      return null;
    }

    @Override
    public long submit(IoOps ops) {
      return 0;
    }

    @Override
    public boolean isValid() {
      return !cancelled;
    }

    @Override
    public boolean cancel() {
      boolean first = !cancelled;
      cancelled = true;
      return first;
    }
  }

  private static final class Handle implements IoHandle {

    @Override
    public void handle(IoRegistration registration, io.netty.channel.IoEvent event) {}

    @Override
    public void close() {}
  }
}
