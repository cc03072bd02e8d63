package busway.process;

import busway.config.Words;
import busway.deploy.LoadException;
import busway.deploy.Loader;
import busway.deploy.Version;
import busway.deploy.VerticleConfig;
import busway.session.AddressRule;
import busway.session.EdgeServices;
import busway.session.Permissions;
import busway.session.PermissionsConfig;
import busway.session.SessionConfig;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes verticles of programs: {@code process:python3 worker.py}. From any thread. */
public final class ProcessLoader implements Loader, AutoCloseable {

  private static final String ADDRESSES = "addresses";
  private static final List<AddressRule> ALL = List.of(new AddressRule("*", null));

  private final Supplier<Ground> maker;
  private final Duration startTimeout;
  private @Nullable Ground ground;

  /**
   * Makes it for one gateway.
   *
   * @param services what the edges have; processes have the same bus and other permissions
   * @param startTimeout how long a process may take to start
   * @param log where the lines go that processes write, besides the gateway's own log
   */
  public ProcessLoader(
      Vertx vertx,
      ProcessesConfig config,
      EdgeServices services,
      Duration startTimeout,
      ProcessLog log) {
    this.maker = () -> new Ground((VertxInternal) vertx, config, trusting(services, config), log);
    this.startTimeout = startTimeout;
  }

  /** A process is the operator's own code: it may reach any address but the bus's own. */
  private static EdgeServices trusting(EdgeServices services, ProcessesConfig config) {
    SessionConfig clients = services.session();
    SessionConfig processes =
        new SessionConfig(
            Math.max(clients.maxSubscriptions(), 10_000),
            Math.max(clients.maxInFlightRequests(), config.maxPendingReplies()),
            clients.requestTimeout(),
            clients.maxRequestTimeout(),
            clients.replyTimeout(),
            config.maxPendingReplies(),
            config.maxOutboundBytes(),
            clients.slowConsumer(),
            clients.fastPath());
    return new EdgeServices(
        processes,
        Permissions.of(new PermissionsConfig(ALL, ALL)),
        services.hubs(),
        services.metrics(),
        services.drainTimeout(),
        services.traces());
  }

  @Override
  public boolean loads(String main) {
    return main.startsWith(Words.PROCESS);
  }

  @Override
  public Version load(VerticleConfig config) {
    Command command =
        Command.of(
            config.main().substring(Words.PROCESS.length()),
            Path.of("").toAbsolutePath(),
            Programs.searchPath());
    return new ProcessVersion(ground(), config, command, addresses(config), startTimeout);
  }

  /** Made with the first process: most gateways have none. */
  private synchronized Ground ground() {
    if (ground == null) {
      ground = maker.get();
    }
    return ground;
  }

  private static List<String> addresses(VerticleConfig config) {
    Object given = config.config().get(ADDRESSES);
    if (given == null) {
      return List.of();
    }
    if (given instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw new LoadException("config.addresses: " + given + " (expected: a list of addresses)");
  }

  /** To be called once all instances have stopped. */
  @Override
  public synchronized void close() {
    if (ground != null) {
      ground.close();
    }
  }
}
