package busway.admin;

import busway.deploy.DeploymentStatus;
import busway.deploy.Deployments;
import busway.deploy.VerticleConfig;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the API knows and changes of deployments. From any thread. */
public interface Registry {

  /** Those of a gateway. */
  static Registry of(Deployments deployments) {
    return new Registry() {
      @Override
      public Future<DeploymentStatus> deploy(VerticleConfig config) {
        return deployments.deploy(config);
      }

      @Override
      public Future<DeploymentStatus> undeploy(String name) {
        return deployments.undeploy(name);
      }

      @Override
      public Future<DeploymentStatus> redeploy(String name, UnaryOperator<VerticleConfig> change) {
        return deployments.redeploy(name, change);
      }

      @Override
      public Future<DeploymentStatus> scale(String name, int instances) {
        return deployments.scale(name, instances);
      }

      @Override
      public List<DeploymentStatus> list() {
        return deployments.list();
      }

      @Override
      public Optional<DeploymentStatus> find(String name) {
        return deployments.find(name);
      }
    };
  }

  /** Deploys under a name that nothing has. */
  Future<DeploymentStatus> deploy(VerticleConfig config);

  /** Drains and stops it, and forgets its name. */
  Future<DeploymentStatus> undeploy(String name);

  /** Replaces it by a new version. */
  Future<DeploymentStatus> redeploy(String name, UnaryOperator<VerticleConfig> change);

  /** Starts or drains as many instances as it takes. */
  Future<DeploymentStatus> scale(String name, int instances);

  /** All, sorted by name. */
  List<DeploymentStatus> list();

  /** The one with this name. */
  Optional<DeploymentStatus> find(String name);
}
