package busway.vertx;

import io.vertx.core.impl.VertxThread;
import io.vertx.core.spi.VertxThreadFactory;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.TimeUnit;

/**
 * The threads of Vert.x with nothing of whoever asks for one: a thread of a shared pool that is
 * made while a verticle of the user's runs would else keep the verticle's classes for ever. As its
 * context class loader, and before Java 24 by the permissions of all code on the stack. Vert.x
 * finds it as a service.
 */
public final class PlainThreads implements VertxThreadFactory {

  @Override
  @SuppressWarnings("removal") // from Java 24 on it only runs what it is given
  public VertxThread newVertxThread(
      Runnable target, String name, boolean worker, long maxExecTime, TimeUnit maxExecTimeUnit) {
    PrivilegedAction<VertxThread> make =
        () -> new VertxThread(target, name, worker, maxExecTime, maxExecTimeUnit);
    VertxThread thread = AccessController.doPrivileged(make);
    thread.setContextClassLoader(PlainThreads.class.getClassLoader());
    return thread;
  }
}
