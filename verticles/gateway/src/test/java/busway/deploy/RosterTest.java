package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.deploy.Change.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RosterTest {

  private final Roster roster =
      new Roster(new DeploymentsConfig(Duration.ZERO, 2, 10, 4, 1, 1_024, false));

  @Test
  void countsTheInstancesThatAChangeUnderWayMayStart() {
    Deployment x = deployed("x", 4);
    Deployment y = deployed("y", 4);
    Change growth = new Change(Kind.SCALE);

    roster.begin("x", growth);
    roster.reserve(x, verticle("x", 6));

    assertThatThrownBy(() -> roster.reserve(y, verticle("y", 5)))
        .hasMessage(
            "y: instances: 5 (expected: at most 4, for others have 6 of 10:"
                + " deployments.max-instances)");
    x.end(growth);
    roster.reserve(y, verticle("y", 6));
    assertThat(y.mostInstances()).isEqualTo(6);
  }

  @Test
  void countsWhatIsThereWhileAChangeMakesItLess() {
    Deployment x = deployed("x", 6);
    Deployment y = deployed("y", 4);

    roster.begin("x", new Change(Kind.SCALE));
    roster.reserve(x, verticle("x", 1));

    assertThatThrownBy(() -> roster.reserve(y, verticle("y", 5)))
        .isInstanceOf(DeployException.class);
  }

  @Test
  void aRefusedClaimLeavesNothing() {
    deployed("x", 4);

    assertThatThrownBy(() -> roster.claim(verticle("y", 7), new Change(Kind.DEPLOY)))
        .hasMessageStartingWith("y: instances: 7 (expected: at most 6");
    assertThat(roster.find("y")).isEmpty();
    assertThat(deployed("y", 6).mostInstances()).isEqualTo(6);
  }

  @Test
  void beginsNothingOnceItIsClosed() {
    deployed("x", 1);
    roster.close();

    assertThatThrownBy(() -> roster.begin("x", new Change(Kind.SCALE)))
        .hasMessage("the gateway stops");
    assertThatThrownBy(() -> roster.claim(verticle("y", 1), new Change(Kind.DEPLOY)))
        .hasMessage("the gateway stops");
  }

  @Test
  void tellsSomeOfTheNamesThatThereAre() {
    Roster many = new Roster(new DeploymentsConfig(Duration.ZERO, 100, 100, 4, 1, 1_024, false));
    for (int i = 0; i < 12; i++) {
      many.claim(verticle("x" + i, 1), new Change(Kind.DEPLOY));
    }

    assertThatThrownBy(() -> many.begin("y", new Change(Kind.SCALE)))
        .hasMessage(
            "y: no such deployment (there are: x0, x1, x2, x3, x4, x5, x6, x7, x8, x9 and 2 more)");
    assertThatThrownBy(() -> roster.begin("y", new Change(Kind.SCALE)))
        .hasMessage("y: no such deployment (there are: none)");
  }

  private Deployment deployed(String name, int instances) {
    Change change = new Change(Kind.DEPLOY);
    Deployment deployment = roster.claim(verticle(name, instances), change);
    deployment.end(change);
    return deployment;
  }

  private static VerticleConfig verticle(String name, int instances) {
    return new VerticleConfig(name, "a.Verticle", instances, Threading.EVENT_LOOP, Map.of());
  }
}
