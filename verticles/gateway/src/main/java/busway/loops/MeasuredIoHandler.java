package busway.loops;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoHandle;
import java.util.function.LongSupplier;

/**
 * The I/O of one event loop, with a note of every passage from one state to the next. Three looks
 * at the clock an iteration. Used by the loop's thread, but for {@link #wakeup}.
 */
final class MeasuredIoHandler implements IoHandler {

  private final IoHandler io;
  private final LoopActivity activity;
  private final LongSupplier clock;
  private final PollWatch watch;

  MeasuredIoHandler(IoHandler io, LoopActivity activity, LongSupplier clock) {
    this.io = io;
    this.activity = activity;
    this.clock = clock;
    this.watch = new PollWatch(activity, clock);
  }

  @Override
  public void initialize() {
    activity.started(Thread.currentThread(), clock.getAsLong());
    io.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    activity.polls(clock.getAsLong());
    int ready = io.run(watch.over(context));
    watch.end();
    activity.served(ready, clock.getAsLong());
    return ready;
  }

  @Override
  public void prepareToDestroy() {
    io.prepareToDestroy();
  }

  @Override
  public void destroy() {
    activity.ended(clock.getAsLong());
    io.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    boolean uring = handle instanceof IoUringIoHandle;
    IoRegistration registration =
        io.register(
            uring ? new UringHandle((IoUringIoHandle) handle, activity::cancelled) : handle);
    activity.registered();
    return uring ? registration : new Registration(registration, activity);
  }

  @Override
  public void wakeup() {
    io.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return io.isCompatible(handleType);
  }

  /** A channel of the loop, until it is cancelled. */
  private record Registration(IoRegistration registration, LoopActivity activity)
      implements IoRegistration {

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
        activity.cancelled();
      }
      return cancelled;
    }
  }
}
