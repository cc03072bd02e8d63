package busway.loops;

import busway.metrics.HandlerTimer;

/**
 * Times the handlers that await replies. There is one a request, gone with the reply, and so they
 * are timed together for each verticle. How long replies wait for their thread is not timed.
 */
final class ReplyTimer implements HandlerTimer {

  /** What their addresses begin with, and what stands for them in meters and stalls. */
  static final String ADDRESS = "__vertx.reply";

  private final HandlerTimes times;

  ReplyTimer(HandlerTimes times) {
    this.times = times;
  }

  @Override
  public void scheduled() {}

  @Override
  public void delivered() {
    LoopTimes loop = LoopTimes.ofThread();
    if (loop == null) {
      ApartTimes.begin(times.replies(times.verticle()));
    } else {
      loop.reply();
    }
  }

  @Override
  public void discarded() {}
}
