package busway;

import busway.admin.AdminConfig;
import busway.config.Check;
import busway.deploy.DeploymentsConfig;
import busway.deploy.VerticleConfig;
import busway.loops.Balance;
import busway.loops.TransportKind;
import busway.metrics.MetricsConfig;
import busway.process.ProcessesConfig;
import busway.session.PermissionsConfig;
import busway.session.SessionConfig;
import busway.tcp.TcpConfig;
import busway.tracing.TracingConfig;
import busway.websocket.WebSocketConfig;
import busway.worker.WorkersConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code busway.yaml}.
 *
 * @param tcp the TCP edge
 * @param websocket the WebSocket edge and the page
 * @param admin metrics and health
 * @param metrics how the gateway measures itself
 * @param transport what the event loops ask the system with
 * @param balance which consumer of an address gets what is sent to one of several
 * @param tracing whether and where spans are sent
 * @param eventLoops event loops, and instances of each edge; 0 is one a core
 * @param session what one client may use
 * @param permissions which addresses clients may reach
 * @param classpath folders and jars with the classes of verticles and tasks
 * @param verticles what is deployed, in this order
 * @param deployments verticles at run time
 * @param processes verticles that are processes of their own
 * @param workers blocking and CPU-bound work
 * @param startup how the gateway starts
 * @param shutdown how the gateway stops
 */
public record GatewayConfig(
    TcpConfig tcp,
    WebSocketConfig websocket,
    AdminConfig admin,
    MetricsConfig metrics,
    TransportKind transport,
    Balance balance,
    TracingConfig tracing,
    int eventLoops,
    SessionConfig session,
    PermissionsConfig permissions,
    List<Path> classpath,
    List<VerticleConfig> verticles,
    DeploymentsConfig deployments,
    ProcessesConfig processes,
    WorkersConfig workers,
    StartupConfig startup,
    ShutdownConfig shutdown) {

  public static final GatewayConfig DEFAULTS =
      new GatewayConfig(
          TcpConfig.DEFAULTS,
          WebSocketConfig.DEFAULTS,
          AdminConfig.DEFAULTS,
          MetricsConfig.DEFAULTS,
          TransportKind.AUTO,
          Balance.AUTO,
          TracingConfig.DEFAULTS,
          0,
          SessionConfig.DEFAULTS,
          PermissionsConfig.DEFAULTS,
          List.of(),
          List.of(),
          DeploymentsConfig.DEFAULTS,
          ProcessesConfig.DEFAULTS,
          WorkersConfig.DEFAULTS,
          StartupConfig.DEFAULTS,
          ShutdownConfig.DEFAULTS);

  public GatewayConfig {
    Check.between("event-loops", eventLoops, 0, 1_024);
    classpath = List.copyOf(classpath);
    verticles = List.copyOf(verticles);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < verticles.size(); i++) {
      String name = verticles.get(i).name();
      if (!names.add(name)) {
        throw Check.refused("verticles." + i + ".name", name, "a name that no other verticle has");
      }
    }
  }

  /** The number of event loops on this machine. */
  int loops() {
    return eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops;
  }

  /** The same config with more on its class path. */
  GatewayConfig withClasspath(List<Path> more) {
    List<Path> all = new ArrayList<>(classpath);
    all.addAll(more);
    return new GatewayConfig(
        tcp,
        websocket,
        admin,
        metrics,
        transport,
        balance,
        tracing,
        eventLoops,
        session,
        permissions,
        all,
        verticles,
        deployments,
        processes,
        workers,
        startup,
        shutdown);
  }
}
