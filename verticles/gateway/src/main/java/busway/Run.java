package busway;

import busway.deploy.StartException;
import java.util.concurrent.CountDownLatch;

/** One gateway in the foreground. */
final class Run {

  private Run() {}

  /**
   * Starts a gateway, says where it is, and stops it when a signal asks for it.
   *
   * @return the exit code
   */
  static int untilAsked(GatewayConfig config) {
    CountDownLatch asked = new CountDownLatch(1);
    Thread thread = Thread.currentThread();
    Signals.onFirst(
        () -> {
          asked.countDown();
          thread.interrupt();
        });
    Gateway gateway = new Gateway(config);
    try {
      System.out.println(gateway.start().ready());
      asked.await();
    } catch (InterruptedException e) {
      return stop(gateway, 0);
    } catch (StartException e) {
      if (asked.getCount() > 0) {
        System.err.println("busway: " + e.getMessage());
        return stop(gateway, Main.FAILED);
      }
    }
    return stop(gateway, 0);
  }

  private static int stop(Gateway gateway, int code) {
    Thread.interrupted();
    if (!gateway.stop()) {
      Runtime.getRuntime().halt(code);
    }
    return code;
  }
}
