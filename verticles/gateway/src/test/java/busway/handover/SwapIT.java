package busway.handover;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.Intake;
import busway.loops.NamedVerticle;
import busway.testing.Settings;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import busway.testing.WebSocketClient;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Versions of a verticle that replace each other while clients and verticles ask them. */
class SwapIT {

  private static final Logger log = LoggerFactory.getLogger(SwapIT.class);
  private static final int SWAPS = 10;
  private static final int PER_CLIENT = 1_250;
  private static final int SLOW_MS = 40;
  private static final List<String> ADDRESSES = List.of("fast", "slow");

  private final TestGateway gateway = new TestGateway(new Settings());
  private final AtomicInteger heard = new AtomicInteger();

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  /** One version, deployed. */
  private record Running(String id, Intake intake) {}

  /**
   * Answers with its number: at once, and after a while. On a virtual thread a consumer has one
   * message at a time, so that it must not take long.
   */
  private final class Versioned extends VerticleBase {

    private final int version;

    Versioned(int version) {
      this.version = version;
    }

    @Override
    public Future<?> start() {
      vertx.eventBus().consumer("fast", message -> message.reply(version));
      vertx.eventBus().localConsumer("slow", this::answerLate);
      return vertx.eventBus().consumer("heard", message -> heard.incrementAndGet()).completion();
    }

    private void answerLate(Message<Object> message) {
      if (Thread.currentThread().isVirtual()) {
        message.reply(Future.await(vertx.executeBlocking(() -> version)));
      } else {
        vertx.setTimer(SLOW_MS, id -> message.reply(version));
      }
    }
  }

  /** Asks over the bus, as verticles do; not more than a consumer's queue takes. */
  private static final class Asker extends VerticleBase {

    private static final int MOST_OPEN = 200;

    private final AtomicInteger open = new AtomicInteger();
    private final Queue<Future<Message<Object>>> replies = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Override
    public Future<?> start() {
      vertx.setPeriodic(
          2,
          id -> {
            if (!over && open.get() < MOST_OPEN) {
              ADDRESSES.forEach(this::ask);
            }
          });
      return Future.succeededFuture();
    }

    private void ask(String address) {
      open.incrementAndGet();
      replies.add(
          vertx.eventBus().request(address, "?").onComplete(reply -> open.decrementAndGet()));
    }
  }

  private Running deploy(Deployable verticle, ThreadingModel threading, boolean held) {
    Intake intake = gateway.handover().intake(verticle, held);
    return new Running(
        Wait.on(
            gateway
                .vertx()
                .deployVerticle(
                    new NamedVerticle("v", verticle),
                    new DeploymentOptions().setThreadingModel(threading))),
        intake);
  }

  private Running swap(Running old, int version, ThreadingModel threading) {
    Running next = deploy(new Versioned(version), threading, true);
    assertThat(next.intake().delivered()).isZero();
    gateway.handover().move(List.of(old.intake()), List.of(next.intake()));
    return next;
  }

  private void drain(Running old) {
    Wait.until("it is drained", () -> old.intake().pending() == 0);
    Wait.on(gateway.vertx().undeploy(old.id()));
  }

  @ParameterizedTest
  @EnumSource(
      value = ThreadingModel.class,
      names = {"EVENT_LOOP", "WORKER", "VIRTUAL_THREAD"})
  void tenSwapsUnderLoadLoseNothingAndAnswerNothingTwice(ThreadingModel threading)
      throws InterruptedException {
    Running serving = deploy(new Versioned(0), threading, false);
    Asker asker = new Asker();
    String askerId = Wait.on(gateway.vertx().deployVerticle(asker));
    List<SteadyClient> clients = clients();
    long startNs = System.nanoTime();
    clients.forEach(client -> client.waitForMore(200));
    for (int version = 1; version <= SWAPS; version++) {
      failToStart(threading);
      Running next = swap(serving, version, threading);
      clients.forEach(SteadyClient::onlyNewer);
      drain(serving);
      clients.forEach(client -> client.waitForMore(200));
      serving = next;
    }
    for (SteadyClient client : clients) {
      client.end();
    }
    report(threading, clients, System.nanoTime() - startNs);
    asker.over = true;
    assertFaultless(clients, asker);
    Wait.on(gateway.vertx().undeploy(askerId));
    Running last = serving;
    int published = clients.stream().mapToInt(SteadyClient::published).sum();
    Wait.until("all is heard", () -> heard.get() >= published);
    Wait.until("all is done", () -> last.intake().pending() == 0);
    assertThat(heard).hasValue(published);
    drain(last);
    assertThat(gateway.consumes("fast")).isFalse();
  }

  private List<SteadyClient> clients() {
    List<SteadyClient> clients = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      clients.add(gateway.kept(SteadyClient.of(gateway.tcp(), PER_CLIENT, ADDRESSES)));
      clients.add(gateway.kept(SteadyClient.of(gateway.webSocket(), PER_CLIENT, ADDRESSES)));
    }
    return clients;
  }

  /** A version that does not start; what it has registered by then gets nothing. */
  private void failToStart(ThreadingModel threading) {
    VerticleBase broken =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            vertx.eventBus().consumer("fast", message -> message.fail(1, "broken"));
            vertx.eventBus().consumer("slow", message -> message.fail(1, "broken"));
            vertx.eventBus().consumer("heard", message -> heard.addAndGet(1_000_000));
            throw new IllegalStateException("no database");
          }
        };
    gateway.handover().intake(broken, true);
    var deployed =
        gateway
            .vertx()
            .deployVerticle(broken, new DeploymentOptions().setThreadingModel(threading));
    Wait.until("it has failed", deployed::failed);
  }

  private static void report(ThreadingModel threading, List<SteadyClient> clients, long tookNs) {
    int answered = clients.stream().mapToInt(SteadyClient::answered).sum();
    log.info(
        "{}: {} swaps, {} requests of {} clients, {} a second",
        threading,
        SWAPS,
        answered,
        clients.size(),
        answered * 1_000_000_000L / tookNs);
  }

  private static void assertFaultless(List<SteadyClient> clients, Asker asker) {
    for (SteadyClient client : clients) {
      assertThat(client.faults()).isEmpty();
    }
    assertThat(asker.replies).isNotEmpty();
    for (Future<Message<Object>> reply : asker.replies) {
      assertThat(Wait.on(reply).body()).isInstanceOf(Integer.class);
    }
  }

  @Test
  void aVersionThatHangsInItsStartIsGivenUpAndTheOldOneServes() {
    Running old = deploy(new Versioned(1), ThreadingModel.EVENT_LOOP, false);
    Promise<Void> never = Promise.promise();
    VerticleBase hanging =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return vertx
                .eventBus()
                .consumer("fast", message -> message.reply(2))
                .completion()
                .compose(registered -> never.future());
          }
        };
    Intake intake = gateway.handover().intake(hanging, true);
    Future<String> deployed = gateway.vertx().deployVerticle(hanging);
    Wait.until("it has registered", () -> !intake.addresses().isEmpty());
    TcpClient client = gateway.tcp();
    for (int i = 0; i < 5; i++) {
      assertThat(answer(client, "fast")).contains("\"body\":1");
    }
    never.fail("given up");
    Wait.until("it has failed", deployed::failed);
    assertThat(intake.addresses()).isEmpty();
    assertThat(answer(client, "fast")).contains("\"body\":1");
    drain(old);
  }

  private static String answer(TcpClient client, String address) {
    return client
        .says("{'type':'send','address':'" + address + "','replyAddress':'r','body':1}")
        .next();
  }

  @Test
  void whatIsOpenWhenAnInstanceIsStoppedFailsAtOnceForClientsOfBothEdges() {
    Queue<Message<Object>> asked = new ConcurrentLinkedQueue<>();
    VerticleBase silent =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return vertx.eventBus().consumer("silent", asked::add).completion();
          }
        };
    Running running = deploy(silent, ThreadingModel.EVENT_LOOP, false);
    TcpClient tcp = gateway.tcp();
    WebSocketClient webSocket = gateway.webSocket();
    String request = "{'type':'send','address':'silent','replyAddress':'r','body':1}";
    tcp.says(request);
    webSocket.says(request);
    Wait.until("both are asked", () -> asked.size() == 2);
    running.intake().close();
    assertThat(running.intake().pending()).isEqualTo(2);
    Wait.on(gateway.vertx().undeploy(running.id()));
    String failure =
        "'failureCode':503,'failureType':'RECIPIENT_FAILURE','message':'the verticle that served"
            + " silent was stopped'}";
    tcp.hears("{'type':'err','address':'r','sourceAddress':'silent'," + failure);
    webSocket.hears("{'type':'err','address':'r'," + failure);
    asked.forEach(message -> message.reply("too late"));
    tcp.isInSync();
    webSocket.isInSync();
  }

  @Test
  void clientsAndVerticlesShareAnAddressThroughSwaps() {
    WebSocketClient subscriber = gateway.webSocket().registers("heard");
    TcpClient sender = gateway.tcp();
    Running serving = null;
    int published = 0;
    int heardByVerticles = 0;
    for (int version = 0; version <= 6; version++) {
      published = publish(sender, subscriber, published);
      heardByVerticles += serving == null ? 0 : 10;
      Running next = deploy(new Versioned(version), ThreadingModel.EVENT_LOOP, true);
      published = publish(sender, subscriber, published);
      heardByVerticles += serving == null ? 0 : 10;
      List<Intake> old = serving == null ? List.of() : List.of(serving.intake());
      gateway.handover().move(old, List.of(next.intake()));
      published = publish(sender, subscriber, published);
      heardByVerticles += 10;
      if (serving != null) {
        drain(serving);
      }
      serving = next;
    }
    serving.intake().close();
    drain(serving);
    publish(sender, subscriber, published);
    assertThat(heard).hasValue(heardByVerticles);
  }

  private static int publish(TcpClient sender, WebSocketClient subscriber, int first) {
    for (int i = first; i < first + 10; i++) {
      sender.says("{'type':'publish','address':'heard','body':" + i + "}");
    }
    sender.isInSync();
    for (int i = first; i < first + 10; i++) {
      subscriber.hears("{'type':'rec','address':'heard','body':" + i + "}");
    }
    return first + 10;
  }
}
