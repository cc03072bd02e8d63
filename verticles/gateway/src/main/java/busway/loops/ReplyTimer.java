package busway.loops;

import busway.metrics.HandlerTimer;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.internal.ContextInternal;

/**
 * Times the handlers that await replies. There is one a request, gone with the reply, and so they
 * are timed together for each verticle. How long replies wait for their loop is not timed.
 */
final class ReplyTimer implements HandlerTimer {

  /** What their addresses begin with, and what stands for them in meters and stalls. */
  static final String ADDRESS = "__vertx.reply";
}
