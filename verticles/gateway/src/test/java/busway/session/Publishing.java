package busway.session;

import busway.testing.TcpClient;
import busway.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Publishes that one client sends in bursts, so that the gateway reads many at once. */
final class Publishing {

  private static final int BURST = 100;

  private Publishing() {}

  /**
   * Publishes numbers while a verticle registers and unregisters without pause: whether they take
   * the bus changes in the middle of a burst, whose messages the bus delivers only after its last.
   * Each subscriber hears all of them in order.
   *
   * @return how many were published
   */
  static long whileAVerticleComesAndGoes(
      TestGateway gateway, String address, int bursts, List<TcpClient> subscribers)
      throws InterruptedException {
    TcpClient sender = gateway.tcp();
    AtomicBoolean done = new AtomicBoolean();
    Thread verticle =
        new Thread(
            () -> {
              while (!done.get()) {
                gateway.bus().consumer(address, message -> {}).unregister();
              }
            });
    verticle.start();
    for (int first = 0; first < bursts * BURST; first += BURST) {
      sender.sends(burst(address, first));
      for (int i = first; i < first + BURST; i++) {
        hear(subscribers, address, i);
      }
    }
    done.set(true);
    verticle.join();
    return (long) bursts * BURST;
  }

  private static void hear(List<TcpClient> subscribers, String address, int body) {
    String frame =
        "{'type':'message','address':'%s','headers':{},'body':%d,'send':false}"
            .formatted(address, body);
    subscribers.forEach(subscriber -> subscriber.hears(frame));
  }

  private static byte[] burst(String address, int first) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = first; i < first + BURST; i++) {
      frames.writeBytes(
          TcpClient.frame("{'type':'publish','address':'%s','body':%d}".formatted(address, i)));
    }
    return frames.toByteArray();
  }
}
