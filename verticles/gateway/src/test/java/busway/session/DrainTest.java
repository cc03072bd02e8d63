package busway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;
import busway.metrics.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DrainTest {

  private static final String REPLY =
      "{'type':'message','address':'r','headers':{},'body':1,'send':true}".replace('\'', '"');

  private final Vertx vertx = Vertx.vertx();
  private final ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<Message<Object>> held = new LinkedBlockingQueue<>();
  private final GatewayMetrics metrics = new GatewayMetrics();
  private Edge edge;
  private Session session;

  @BeforeEach
  void connect() {
    vertx.eventBus().consumer("echo", (Message<Object> m) -> m.reply(m.body()));
    vertx.eventBus().consumer("slow", (Message<Object> m) -> held.add(m));
    await(
        onLoop(
            () -> {
              edge = new Edge(context, policy(), services());
              session = new Session(edge, new Client());
              return Future.succeededFuture();
            }));
  }

  @AfterEach
  void close() {
    await(vertx.close());
    metrics.close();
  }

  @Test
  void aRequestThatCrossesTheDrainIsAnsweredBeforeTheClose() throws Exception {
    Future<Void> drained =
        onLoop(
            () -> {
              Future<Void> gone = edge.drain();
              says("echo");
              return gone;
            });
    assertThat(List.of(next(), next())).containsExactly(REPLY, "close shutdown");
    await(drained);
  }

  @Test
  void anIdleClientIsClosedWithoutBeingAsked() throws Exception {
    Future<Void> drained = onLoop(() -> edge.drain());
    assertThat(next()).isEqualTo("close shutdown");
    await(drained);
  }

  @Test
  void aRequestLateInTheDrainIsRefusedWhileAnEarlierOneIsFinished() throws Exception {
    Future<Void> drained =
        onLoop(
            () -> {
              says("slow");
              Future<Void> gone = edge.drain();
              onceRefusing(() -> says("echo"));
              return gone;
            });
    assertThat(next()).contains("\"sourceAddress\":\"echo\"", "\"message\":\"server_shutdown\"");
    Objects.requireNonNull(held.poll(5, SECONDS)).reply(1);
    assertThat(List.of(next(), next())).containsExactly(REPLY, "close shutdown");
    await(drained);
  }

  private void onceRefusing(Runnable action) {
    if (edge.refusing()) {
      action.run();
    } else {
      context.setTimer(20, id -> onceRefusing(action));
    }
  }

  private void says(String address) {
    byte[] frame =
        "{'type':'send','address':'%s','replyAddress':'r','body':1}"
            .formatted(address)
            .replace('\'', '"')
            .getBytes(UTF_8);
    session.receive(frame, 0, frame.length);
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(5, SECONDS));
  }

  private Future<Void> onLoop(Supplier<Future<Void>> action) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(start -> action.get().onComplete(done));
    return done.future();
  }

  private static void await(Future<Void> future) {
    future.toCompletionStage().toCompletableFuture().orTimeout(5, SECONDS).join();
  }

  private EdgeServices services() {
    PermissionsConfig all = new PermissionsConfig(List.of(new AddressRule("*", null)), List.of());
    return new EdgeServices(
        SessionConfig.DEFAULTS,
        Permissions.of(all),
        new Hubs(vertx, metrics, true),
        metrics,
        Duration.ofSeconds(4));
  }

  private static EdgePolicy policy() {
    return new EdgePolicy(
        "tcp", true, true, Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO, false);
  }

  /** A client that notes what it hears. */
  private final class Client implements Transport {

    @Override
    public FrameCodec codec() {
      return edge.hub().tcp();
    }

    @Override
    public void write(FrameBuffer frame) {
      heard.add(new String(frame.array(), frame.start() + 4, frame.length() - 4, UTF_8));
    }

    @Override
    public long pendingBytes() {
      return 0;
    }

    @Override
    public void close(CloseReason reason) {
      heard.add("close " + reason.text());
      context.runOnContext(gone -> session.closed());
    }
  }
}
