package busway;

import busway.deploy.StartException;
import java.util.concurrent.CountDownLatch;

/** One gateway in the foreground, until a signal asks it to stop. */
final class Run {

  private final Gateway gateway;
  private final Thread thread = Thread.currentThread();
  private final CountDownLatch asked = new CountDownLatch(1);
  private boolean starting = true;

  private Run(Gateway gateway) {
    this.gateway = gateway;
  }

  /**
   * Starts a gateway, says where it is, and stops it when asked.
   *
   * @return the exit code
   */
  static int untilAsked(GatewayConfig config) throws InterruptedException {
    Run run = new Run(new Gateway(config));
    Signals.onFirst(run::ask);
    return run.untilAsked();
  }

  private synchronized void ask() {
    asked.countDown();
    if (starting) {
      thread.interrupt();
    }
  }

  /** From here on nothing is interrupted. */
  private synchronized void started() {
    starting = false;
    Thread.interrupted();
  }

  private int untilAsked() throws InterruptedException {
    try {
      Endpoints endpoints = gateway.start();
      started();
      System.out.println(endpoints.ready());
      if (endpoints.token() != null) {
        System.out.println(endpoints.token());
      }
      asked.await();
      return stop(0);
    } catch (StartException e) {
      started();
      if (asked.getCount() == 0) {
        return stop(0);
      }
      System.err.println("busway: " + e.getMessage());
      return stop(Main.FAILED);
    }
  }

  private int stop(int code) {
    if (!gateway.stop()) {
      Runtime.getRuntime().halt(code);
    }
    return code;
  }
}
