package busway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;
import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DrainTest {

  private static final String REPLY =
      "{'type':'message','address':'r','headers':{},'body':1,'send':true}".replace('\'', '"');

  private final EdgeRig rig = new EdgeRig(Duration.ZERO, false);
  private final Edge edge = rig.edge;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<Message<Object>> held = new LinkedBlockingQueue<>();
  private Session session;

  @BeforeEach
  void connect() {
    rig.vertx.eventBus().consumer("echo", (Message<Object> m) -> m.reply(m.body()));
    rig.vertx.eventBus().consumer("slow", (Message<Object> m) -> held.add(m));
    session =
        EdgeRig.await(rig.onLoop(() -> Future.succeededFuture(new Session(edge, new Client()))));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aRequestThatCrossesTheDrainIsAnsweredBeforeTheClose() throws Exception {
    Future<Void> drained =
        rig.onLoop(
            () -> {
              Future<Void> gone = edge.drain();
              says("echo");
              return gone;
            });
    assertThat(List.of(next(), next())).containsExactly(REPLY, "close shutdown");
    EdgeRig.await(drained);
  }

  @Test
  void anIdleClientIsClosedWithoutBeingAsked() throws Exception {
    Future<Void> drained = rig.onLoop(() -> edge.drain());
    assertThat(next()).isEqualTo("close shutdown");
    EdgeRig.await(drained);
  }

  @Test
  void aRequestLateInTheDrainIsRefusedWhileAnEarlierOneIsFinished() throws Exception {
    Future<Void> drained =
        rig.onLoop(
            () -> {
              says("slow");
              Future<Void> gone = edge.drain();
              onceRefusing(() -> says("echo"));
              return gone;
            });
    assertThat(next()).contains("\"sourceAddress\":\"echo\"", "\"message\":\"server_shutdown\"");
    Objects.requireNonNull(held.poll(Wait.SECONDS, SECONDS)).reply(1);
    assertThat(List.of(next(), next())).containsExactly(REPLY, "close shutdown");
    EdgeRig.await(drained);
  }

  private void onceRefusing(Runnable action) {
    if (edge.refusing()) {
      action.run();
    } else {
      rig.context().setTimer(20, id -> onceRefusing(action));
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
    return String.valueOf(heard.poll(Wait.SECONDS, SECONDS));
  }

  /** A client that notes what it hears. */
  private final class Client implements Transport {

    @Override
    public FrameCodec codec() {
      return edge.hub().dialects().tcp();
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
      rig.context().runOnContext(gone -> session.closed());
    }
  }
}
