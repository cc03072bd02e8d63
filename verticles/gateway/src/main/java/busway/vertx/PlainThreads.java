package busway.vertx;

import io.vertx.core.impl.VertxThread;
import io.vertx.core.spi.VertxThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of Vert.x with the gateway's class loader: a thread of a shared pool that is made
 * while a verticle of the user's asks for one would else keep the verticle's classes for ever.
 * Vert.x finds it as a service.
 */
public final class PlainThreads implements VertxThreadFactory {

  @Override
  public VertxThread newVertxThread(
      Runnable target, String name, boolean worker, long maxExecTime, TimeUnit maxExecTimeUnit) {
    VertxThread thread = new VertxThread(target, name, worker, maxExecTime, maxExecTimeUnit);
    thread.setContextClassLoader(PlainThreads.class.getClassLoader());
    return thread;
  }
}
