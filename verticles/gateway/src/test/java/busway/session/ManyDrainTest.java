package busway.session;

import static org.assertj.core.api.Assertions.assertThat;

import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many clients of an edge that is stopped: none of the loop's turns closes them all. */
final class ManyDrainTest {

  private static final int MANY = 1_050;

  private final EdgeRig rig = new EdgeRig(Duration.ofMinutes(5), false);
  private final List<CloseReason> closed = new ArrayList<>();
  private int inThisTurn;
  private int mostInATurn;

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void areClosedSomeAtATime() {
    EdgeRig.await(
        rig.onLoop(
            () -> {
              for (int i = 0; i < MANY; i++) {
                Client client = new Client();
                client.session = new Session(rig.edge, client);
              }
              return rig.edge.drain();
            }));
    assertThat(closed).hasSize(MANY).containsOnly(CloseReason.SHUTDOWN);
    assertThat(mostInATurn).isEqualTo(Sessions.CLOSED_AT_A_TIME);
    assertThat(rig.edge.connections()).isZero();
  }

  private final class Client implements Transport {

    private Session session;

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
    public void ping() {}

    @Override
    public void close(CloseReason why) {
      closed.add(why);
      if (inThisTurn++ == 0) {
        rig.context().runOnContext(next -> inThisTurn = 0);
      }
      mostInATurn = Math.max(mostInATurn, inThisTurn);
      rig.context().runOnContext(gone -> session.closed());
    }
  }
}
