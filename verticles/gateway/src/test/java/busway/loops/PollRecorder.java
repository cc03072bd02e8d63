package busway.loops;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.util.concurrent.ThreadAwareExecutor;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The I/O of a loop, which writes down what Netty asks and answers, in order. */
final class PollRecorder implements IoHandlerFactory {

  /** What happened, on which thread, at what time, with which number. */
  record Step(String what, Thread thread, long atNs, long value) {}

  private final IoHandlerFactory io;
  private final List<Step> steps = new CopyOnWriteArrayList<>();

  PollRecorder(IoHandlerFactory io) {
    this.io = io;
  }

  void note(String what, long value) {
    steps.add(new Step(what, Thread.currentThread(), System.nanoTime(), value));
  }

  List<Step> all() {
    return List.copyOf(steps);
  }

  Step last() {
    return steps.getLast();
  }

  List<Step> of(String what) {
    return steps.stream().filter(step -> step.what().equals(what)).toList();
  }

  /** The steps of each run that is over, from {@code run} to {@code ran}. */
  List<List<Step>> iterations() {
    List<List<Step>> iterations = new ArrayList<>();
    List<Step> all = all();
    int from = 0;
    for (int i = 0; i < all.size(); i++) {
      switch (all.get(i).what()) {
        case "run" -> from = i;
        case "ran" -> iterations.add(all.subList(from, i + 1));
        default -> {}
      }
    }
    return iterations;
  }

  @Override
  public IoHandler newHandler(ThreadAwareExecutor loop) {
    return new Recorded(io.newHandler(loop));
  }

  private final class Recorded implements IoHandler {

    private final IoHandler handler;

    Recorded(IoHandler handler) {
      this.handler = handler;
    }

    @Override
    public void initialize() {
      note("initialize", 0);
      handler.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
      note("run", 0);
      int ready = handler.run(new Asked(context));
      note("ran", ready);
      return ready;
    }

    @Override
    public void prepareToDestroy() {
      handler.prepareToDestroy();
    }

    @Override
    public void destroy() {
      note("destroy", 0);
      handler.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
      boolean uring = handle instanceof IoUringIoHandle;
      IoRegistration registration =
          handler.register(
              uring ? new UringHandle((IoUringIoHandle) handle, () -> note("gone", 0)) : handle);
      note("register", 0);
      return uring ? registration : new Registered(registration);
    }

    @Override
    public void wakeup() {
      handler.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
      return handler.isCompatible(handleType);
    }
  }

  private final class Asked implements IoHandlerContext {

    private final IoHandlerContext context;

    Asked(IoHandlerContext context) {
      this.context = context;
    }

    @Override
    public boolean canBlock() {
      return context.canBlock();
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      long delayNs = context.delayNanos(currentTimeNanos);
      note("wakes at", currentTimeNanos + delayNs);
      return delayNs;
    }

    @Override
    public long deadlineNanos() {
      long deadlineNs = context.deadlineNanos();
      note("wakes at", Ticker.systemTicker().initialNanoTime() + deadlineNs);
      return deadlineNs;
    }

    @Override
    public boolean shouldReportActiveIoTime() {
      note("asked", 0);
      return true;
    }

    @Override
    public void reportActiveIoTime(long activeNanos) {
      note("reported", activeNanos);
    }
  }

  private final class Registered implements IoRegistration {

    private final IoRegistration registration;

    Registered(IoRegistration registration) {
      this.registration = registration;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's signature
    public <T> T attachment() {
      return registration.attachment();
    }

    @Override
    public long submit(IoOps ops) {
      return registration.submit(ops);
    }

    @Override
    public boolean isValid() {
      return registration.isValid();
    }

    @Override
    public boolean cancel() {
      boolean cancelled = registration.cancel();
      if (cancelled) {
        note("gone", 0);
      }
      return cancelled;
    }
  }
}
