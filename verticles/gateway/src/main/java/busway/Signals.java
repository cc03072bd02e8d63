package busway;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SIGTERM and SIGINT. The JVM's own way to hear them, a shutdown hook, can neither choose the exit
 * code nor hear a second one.
 */
final class Signals {

  private static final int FIRST_FATAL_CODE = 128;

  private Signals() {}

  /** Runs {@code stop} at the first signal; the second ends the process at once. */
  static void onFirst(Runnable stop) {
    AtomicInteger heard = new AtomicInteger();
    handle(
        number -> {
          if (heard.getAndIncrement() == 0) {
            stop.run();
          } else {
            Runtime.getRuntime().halt(FIRST_FATAL_CODE + number);
          }
        });
  }

  private static void handle(java.util.function.IntConsumer heard) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler invoked =
          (proxy, method, arguments) -> {
            heard.accept((int) signal.getMethod("getNumber").invoke(arguments[0]));
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, invoked);
      for (String name : new String[] {"TERM", "INT"}) {
        Object one = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, one, proxy);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java cannot hear signals", e);
    }
  }
}
