package busway.admin;

import busway.config.ConfigException;
import busway.config.ConfigLoader;
import busway.deploy.DeploymentStatus;
import busway.deploy.VerticleConfig;
import busway.logs.LogBook;
import busway.logs.LogTail;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What can be asked of deployments. A change is awaited on the thread of its request, and a
 * follower of logs keeps its own: of both there are only so many at once.
 */
final class DeploymentCalls {

  static final int MAX_CHANGES = 16;
  static final int MAX_FOLLOWERS = 16;

  /** Far longer than what a deployment may take by the config. */
  private static final int LONGEST_MINUTES = 60;

  private final Registry registry;
  private final LogBook logs;
  private final Supplier<Readiness.State> state;
  private final Semaphore changes = new Semaphore(MAX_CHANGES);
  private final Semaphore followers = new Semaphore(MAX_FOLLOWERS);

  DeploymentCalls(Registry registry, LogBook logs, Supplier<Readiness.State> state) {
    this.registry = registry;
    this.logs = logs;
    this.state = state;
  }

  List<Route> routes() {
    String all = "/admin/deployments";
    String one = all + "/" + Route.NAME;
    return List.of(
        new Route("GET", all, this::list),
        new Route("POST", all, this::deploy),
        new Route("GET", one, this::show),
        new Route("DELETE", one, this::undeploy),
        new Route("POST", one + "/redeploy", this::redeploy),
        new Route("POST", one + "/scale", this::scale),
        new Route("GET", one + "/logs", this::logs));
  }

  /** Followers of logs now. */
  int followers() {
    return MAX_FOLLOWERS - followers.availablePermits();
  }

  private Answer list(ApiRequest request) {
    request.query(NoQuery.class);
    JsonArray all = new JsonArray(registry.list().stream().map(DeploymentStatus::json).toList());
    return Page.json(200, new JsonObject().put("deployments", all));
  }

  private Answer show(ApiRequest request) {
    request.query(NoQuery.class);
    return registry
        .find(request.name())
        .map(status -> Page.json(200, status.json()))
        .orElseThrow(() -> unknown(request.name()));
  }

  private Answer deploy(ApiRequest request) throws IOException, InterruptedException {
    request.query(NoQuery.class);
    VerticleConfig config =
        ConfigLoader.of(VerticleConfig.class).json("body", request.body()).load();
    Page done = changed(201, () -> registry.deploy(config));
    request.exchange().getResponseHeaders().set("Location", Route.of(config.name()));
    return done;
  }

  private Answer undeploy(ApiRequest request) throws InterruptedException {
    request.query(NoQuery.class);
    return changed(200, () -> registry.undeploy(request.name()));
  }

  private Answer redeploy(ApiRequest request) throws IOException, InterruptedException {
    request.query(NoQuery.class);
    String body = request.body();
    String change = body.isBlank() ? "{}" : body;
    changed(stand(request.name()), change);
    return changed(200, () -> registry.redeploy(request.name(), config -> changed(config, change)));
  }

  /** What a body is tried on before anybody is asked. */
  private static VerticleConfig stand(String name) {
    String any = new JsonObject().put("name", name).put("main", "any").encode();
    return ConfigLoader.of(VerticleConfig.class).json("path", any).load();
  }

  /** The config as the body changes it. The name is no part of that. */
  private static VerticleConfig changed(VerticleConfig config, String body) {
    VerticleConfig changed =
        ConfigLoader.of(VerticleConfig.class).from(config).json("body", body).load();
    if (!changed.name().equals(config.name())) {
      throw new ConfigException(
          "name", changed.name() + " (expected: none, for a redeployment keeps its name)");
    }
    return changed;
  }

  private Answer scale(ApiRequest request) throws IOException, InterruptedException {
    request.query(NoQuery.class);
    int instances =
        ConfigLoader.of(ScaleRequest.class).json("body", request.body()).load().instances();
    return changed(200, () -> registry.scale(request.name(), instances));
  }

  private Answer logs(ApiRequest request) {
    LogQuery query = request.query(LogQuery.class);
    LogTail tail =
        logs.tail(request.name(), query.lines()).orElseThrow(() -> unknown(request.name()));
    if (!query.follow()) {
      return new LogStream(tail, () -> false, () -> {});
    }
    if (!followers.tryAcquire()) {
      throw new ApiException(
          ApiErrorKind.LIMIT, MAX_FOLLOWERS + " follow logs already (expected: fewer)");
    }
    return new LogStream(tail, () -> registry.find(request.name()).isPresent(), followers::release);
  }

  private static ApiException unknown(String name) {
    return new ApiException(ApiErrorKind.NOT_FOUND, "no deployment: " + name);
  }

  private Page changed(int status, Supplier<Future<DeploymentStatus>> change)
      throws InterruptedException {
    if (state.get() != Readiness.State.READY) {
      throw new ApiException(
          ApiErrorKind.UNAVAILABLE, "the gateway is " + state.get().label() + " (expected: ready)");
    }
    if (!changes.tryAcquire()) {
      throw new ApiException(
          ApiErrorKind.LIMIT, MAX_CHANGES + " changes are under way already (expected: fewer)");
    }
    try {
      return Page.json(status, awaited(change.get()).json());
    } finally {
      changes.release();
    }
  }

  private static DeploymentStatus awaited(Future<DeploymentStatus> change)
      throws InterruptedException {
    try {
      return change.await(LONGEST_MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new ApiException(
          ApiErrorKind.TIMEOUT, "not done within " + LONGEST_MINUTES + " minutes");
    }
  }
}
