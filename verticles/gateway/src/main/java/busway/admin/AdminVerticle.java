package busway.admin;

import busway.config.Secret;
import busway.deploy.StartException;
import busway.metrics.AdminMetrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics, health and the API of deployments over HTTP, on threads of its own. */
public final class AdminVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(AdminVerticle.class);

  private final AdminConfig config;
  private final Secret secret;
  private final AdminPages pages;
  private final WriteBounds writes = new WriteBounds();
  private final Consumer<AdminEndpoint> listening;
  private @Nullable AdminServer server;
  private @Nullable TokenFile tokenFile;

  /**
   * Makes the one instance.
   *
   * @param listening told where it is once it listens
   */
  public AdminVerticle(
      AdminConfig config, AdminServices services, Consumer<AdminEndpoint> listening) {
    Secret given = config.token();
    this.config = config;
    this.secret = given == null ? Secret.random() : given;
    this.listening = listening;
    DeploymentCalls calls =
        new DeploymentCalls(services.registry(), services.logs(), services.readiness()::state);
    AdminMetrics metrics =
        new AdminMetrics(
            ApiErrorKind.labels(),
            calls::followers,
            services.logs()::lines,
            services.logs()::homeless);
    Origins origins = new Origins(config.allowedOrigins(), services.pagePort());
    Api api = new Api(calls, new Token(secret), origins, kind -> metrics.refused(kind.label()));
    this.pages = new AdminPages(services.metrics(), services.readiness(), api, writes);
    services.metrics().add(metrics);
  }

  AdminPages pages() {
    return pages;
  }

  @Override
  public Future<?> start() {
    return vertx
        .executeBlocking(
            () -> {
              AdminServer bound = AdminServer.start(config, pages);
              server = bound;
              tokenFile = config.token() == null ? writeToken(bound.port()) : null;
              return new AdminEndpoint(bound.port(), tokenFile == null ? null : tokenFile.path());
            })
        .onSuccess(listening::accept);
  }

  private @Nullable TokenFile writeToken(int port) {
    Path chosen = config.tokenFile();
    List<Path> places =
        chosen == null
            ? TokenFile.places(port, System.getenv(), System.getProperty("user.home", ""))
            : List.of(chosen);
    try {
      return TokenFile.write(places, secret);
    } catch (IOException e) {
      if (chosen != null) {
        throw new StartException(
            "admin.token-file: " + chosen + " (expected: a file that may be written)");
      }
      LOG.warn("the token of the admin API could not be written to {}: set admin.token", places);
      return null;
    }
  }

  @Override
  public Future<?> stop() {
    return vertx.executeBlocking(
        () -> {
          close(server);
          writes.close();
          close(tokenFile);
          return null;
        });
  }

  private static void close(@Nullable AutoCloseable part) throws Exception {
    if (part != null) {
      part.close();
    }
  }
}
