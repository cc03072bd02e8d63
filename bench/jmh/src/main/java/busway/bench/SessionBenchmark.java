package busway.bench;

import busway.session.Session;
import io.vertx.core.eventbus.Message;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A frame from the codec to the transports of those who hear it, on one event loop: a publish that
 * 100 clients hear, and a request that a verticle echoes.
 *
 * <p>The peers are the same trips over the bus as the official bridges make them: the frame is
 * parsed, each client is a consumer, and each writes its own frame.
 */
@OperationsPerInvocation(Bursts.FRAMES)
public class SessionBenchmark extends Measured {

  private static final int CLIENTS = 100;

  @Param({"16", "1024"})
  int bodyBytes;

  private EdgeLoop loop;
  private Bursts publishes;
  private Bursts requests;
  private Bursts plainPublishes;
  private Bursts plainRequests;

  @Setup
  public void start() {
    loop = new EdgeLoop();
    publishes = new Bursts(loop.eventLoop(), CLIENTS);
    requests = new Bursts(loop.eventLoop(), 1);
    plainPublishes = new Bursts(loop.eventLoop(), CLIENTS);
    plainRequests = new Bursts(loop.eventLoop(), 1);
    byte[] body = Samples.body(bodyBytes);
    loop.run(() -> publishing(Samples.publish(body)));
    loop.run(() -> requesting(Samples.request(body)));
    loop.run(() -> plain(Samples.publish(body), Samples.request(body)));
  }

  @TearDown
  public void stop() {
    loop.close();
  }

  @Benchmark
  public long publishTo100() throws InterruptedException {
    return publishes.measure();
  }

  @Benchmark
  public long request() throws InterruptedException {
    return requests.measure();
  }

  @Benchmark
  public long plainPublishTo100() throws InterruptedException {
    return plainPublishes.measure();
  }

  @Benchmark
  public long plainRequest() throws InterruptedException {
    return plainRequests.measure();
  }

  private void publishing(byte[] frame) {
    byte[] register = Samples.register(Samples.NEWS);
    for (int i = 0; i < CLIENTS; i++) {
      loop.connect(publishes).receive(register, 0, register.length);
    }
    Session publisher = loop.connect(publishes);
    publishes.sending(() -> publisher.receive(frame, 0, frame.length));
  }

  private void requesting(byte[] frame) {
    loop.bus().consumer(Samples.ORDERS, (Message<Object> m) -> m.reply(m.body()));
    Session client = loop.connect(requests);
    requests.sending(() -> client.receive(frame, 0, frame.length));
  }

  private void plain(byte[] publish, byte[] request) {
    PlainBridge bridge = new PlainBridge(loop.bus());
    for (int i = 0; i < CLIENTS; i++) {
      bridge.subscribe(plainPublishes::heard);
    }
    plainPublishes.sending(() -> bridge.publish(publish));
    bridge.echo();
    plainRequests.sending(() -> bridge.request(request, plainRequests::heard));
  }
}
