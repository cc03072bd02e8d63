package busway.admin;

import busway.deploy.DeploymentListener;
import busway.deploy.DeploymentState;
import busway.deploy.DeploymentStatus;
import busway.deploy.Problem;
import busway.logs.LogBook;
import org.slf4j.event.Level;

/** Has the log of a deployment tell what becomes of it, and above all why it failed. */
public record DeploymentNews(LogBook logs) implements DeploymentListener {

  @Override
  public void changed(DeploymentStatus status) {
    boolean well = status.reason().isEmpty() && status.state() != DeploymentState.FAILED;
    logs.add(status.name(), well ? Level.INFO : Level.ERROR, text(status));
    for (Problem problem : status.problems()) {
      logs.add(status.name(), Level.ERROR, problem.text());
    }
  }

  @Override
  public void gone(DeploymentStatus last) {
    logs.add(last.name(), Level.INFO, "undeployed");
  }

  private static String text(DeploymentStatus status) {
    String now =
        "%s: version %d, %d %s"
            .formatted(
                status.state().label(),
                status.version(),
                status.instances(),
                status.instances() == 1 ? "instance" : "instances");
    return status.reason().isEmpty() ? now : now + ": " + status.reason();
  }
}
