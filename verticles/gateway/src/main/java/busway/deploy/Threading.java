package busway.deploy;

import io.vertx.core.ThreadingModel;
import java.util.Locale;

/** The threads that a verticle runs on. */
public enum Threading {
  /** One event loop an instance. The verticle must never block. */
  EVENT_LOOP(ThreadingModel.EVENT_LOOP),
  /** Threads of a pool of the verticle's own, one an instance. The verticle may block. */
  WORKER(ThreadingModel.WORKER),
  /** A virtual thread a message: the verticle may await futures in straight-line code. */
  VIRTUAL_THREAD(ThreadingModel.VIRTUAL_THREAD);

  private final ThreadingModel model;

  Threading(ThreadingModel model) {
    this.model = model;
  }

  ThreadingModel model() {
    return model;
  }

  /** As config files and the admin API spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
