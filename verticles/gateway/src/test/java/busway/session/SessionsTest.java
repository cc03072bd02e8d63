package busway.session;

import static org.assertj.core.api.Assertions.assertThat;

import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;
import busway.testing.Wait;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SessionsTest {

  /** More than are looked at together, and not a multiple of it. */
  private static final int MANY = 1_000;

  private final EdgeRig rig = new EdgeRig(Duration.ofMillis(100), true);
  private final List<Client> clients = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void eachOfManyIsAskedOnceAndThenGivenUp() {
    connect();
    Wait.until("all are given up", () -> open.get() == 0);
    assertThat(clients).allSatisfy(client -> assertThat(client.pings).hasValue(1));
    assertThat(clients).allSatisfy(client -> assertThat(client.reason).isEqualTo("expired"));
  }

  @Test
  void whoLeavesBetweenTwoLooksTakesNobodysPlace() {
    connect();
    // Each who is asked leaves with a neighbour, so that the list shrinks while it is walked.
    EdgeRig.await(
        rig.onLoop(
            () -> {
              clients.forEach(client -> client.leavesWhenAsked = true);
              return Future.succeededFuture();
            }));
    Wait.until("all have left or are given up", () -> open.get() == 0);
    assertThat(clients).allSatisfy(client -> assertThat(client.pings.get()).isLessThanOrEqualTo(1));
    assertThat(rig.edge.connections()).isZero();
  }

  private void connect() {
    EdgeRig.await(
        rig.onLoop(
            () -> {
              for (int i = 0; i < MANY; i++) {
                Client client = new Client();
                client.session = new Session(rig.edge, client);
                clients.add(client);
                open.incrementAndGet();
              }
              return Future.succeededFuture();
            }));
  }

  /** A client that counts what it is asked. */
  private final class Client implements Transport {

    private final AtomicInteger pings = new AtomicInteger();
    private volatile Session session;
    private volatile String reason = "";
    private boolean leavesWhenAsked;
    private boolean left;

    @Override
    public FrameCodec codec() {
      return rig.edge.hub().dialects().tcp();
    }

    @Override
    public void write(FrameBuffer frame) {}

    @Override
    public long pendingBytes() {
      return 0;
    }

    @Override
    public void ping() {
      pings.incrementAndGet();
      if (leavesWhenAsked) {
        int index = clients.indexOf(this);
        leaves();
        clients.get((index + 1) % MANY).leaves();
      }
    }

    @Override
    public void close(CloseReason why) {
      reason = why.text();
      rig.context().runOnContext(gone -> leaves());
    }

    private void leaves() {
      if (!left) {
        left = true;
        session.closed();
        open.decrementAndGet();
      }
    }
  }
}
