package busway.process;

import busway.deploy.Deployments;
import busway.deploy.DeploymentsConfig;
import busway.deploy.Intake;
import busway.deploy.Loader;
import busway.deploy.Threading;
import busway.deploy.Version;
import busway.deploy.VerticleConfig;
import busway.metrics.DeploymentMetrics;
import busway.testing.Settings;
import busway.testing.TestGateway;
import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A gateway with processes on it, as a user's deployment would start them. */
final class Workshop implements AutoCloseable {

  private static final Path CLIENTS = Path.of("../../clients").toAbsolutePath().normalize();

  /** What the workers of these tests need. */
  static final Map<String, Object> CONFIG = Map.of("clients", CLIENTS.toString());

  /** Where the scripts are as they were written. */
  static final Path SOURCES = Path.of("src/test/resources/busway/process").toAbsolutePath();

  private static final Path SCRIPTS = Path.of("target/test-classes/busway/process");
  private static final int PATIENCE_MS = 18_000;

  /** For what takes a program some seconds, on a machine that is busy. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  static final Duration START_TIMEOUT = Duration.ofSeconds(18);

  final TestGateway gateway;
  final Map<String, List<String>> lines = new ConcurrentHashMap<>();
  private final ProcessLoader loader;
  private final List<ProcessLoader> loaders = new ArrayList<>();
  private final ProcessesConfig config;
  private final Map<ProcessInstance, Intake> intakes = new ConcurrentHashMap<>();
  private final Map<ProcessInstance, String> deployed = new ConcurrentHashMap<>();

  Workshop() {
    this(ProcessesConfig.DEFAULTS, START_TIMEOUT);
  }

  Workshop(ProcessesConfig config, Duration startTimeout) {
    this(config, startTimeout, new Settings());
  }

  Workshop(ProcessesConfig config, Duration startTimeout, Settings settings) {
    gateway = new TestGateway(settings);
    this.config = config;
    loader = loader(startTimeout);
  }

  /** One that waits for so long until a program has started. */
  ProcessLoader loader(Duration startTimeout) {
    ProcessLoader made =
        new ProcessLoader(
            gateway.vertx(),
            config,
            gateway.services(),
            startTimeout,
            (name, error, text) ->
                lines.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>()).add(text));
    loaders.add(made);
    return made;
  }

  /** Bounds that a test reaches soon. */
  static ProcessesConfig quick(boolean unixSockets) {
    return quick(unixSockets, 128 << 10, 4);
  }

  /** As the quick one, but for programs that end often. */
  static ProcessesConfig oftenKilled() {
    return quick(true, ProcessesConfig.DEFAULTS.maxOutboundBytes(), 1_000);
  }

  private static ProcessesConfig quick(boolean unixSockets, int maxOutboundBytes, int restarts) {
    ProcessesConfig d = ProcessesConfig.DEFAULTS;
    return new ProcessesConfig(
        d.socketDirectory(),
        unixSockets,
        d.loginTimeout(),
        d.maxConnections(),
        d.maxFrameBytes(),
        maxOutboundBytes,
        d.maxPendingReplies(),
        new RestartConfig(
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            restarts,
            Duration.ofSeconds(60)),
        d.stopGrace(),
        d.maxLineBytes(),
        d.maxLinesPerSecond(),
        d.pass());
  }

  /** The command line of a script among the resources of these tests. */
  static String script(String interpreter, String name, String... arguments) {
    return "process:"
        + interpreter
        + ' '
        + SCRIPTS.resolve(name).toAbsolutePath()
        + ' '
        + String.join(" ", arguments);
  }

  /** The program of a folder of Go's. */
  static Path go(Path folder) {
    Path program = Path.of("target", folder.getFileName().toString()).toAbsolutePath();
    try {
      Process build =
          new ProcessBuilder("go", "build", "-C", folder.toString(), "-o", program.toString(), ".")
              .inheritIO()
              .start();
      if (!build.waitFor(2, TimeUnit.MINUTES) || build.exitValue() != 0) {
        throw new AssertionError("go build -C " + folder + " has failed");
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("go build -C " + folder, e);
    }
    return program;
  }

  static String worker(String address, String... options) {
    return script("python3", "worker.py", address + ' ' + String.join(" ", options));
  }

  ProcessLoader loader() {
    return loader;
  }

  /** Programs as they are deployed on the gateway. */
  Deployments deployments() {
    return deployments(List.of());
  }

  /** Programs, and what these load. */
  Deployments deployments(List<Loader> others) {
    List<Loader> loaders = new ArrayList<>(others);
    loaders.addFirst(loader);
    return new Deployments(
        gateway.vertx(),
        loaders,
        gateway.handover(),
        DeploymentsConfig.DEFAULTS,
        START_TIMEOUT,
        new DeploymentMetrics());
  }

  /** A version of a program. */
  Version version(String name, String main, Map<String, Object> config) {
    Map<String, Object> all = new HashMap<>(config);
    all.putAll(CONFIG);
    return loader.load(new VerticleConfig(name, main, 1, Threading.EVENT_LOOP, all));
  }

  /** Begins to start one more instance, held. */
  Future<ProcessInstance> start(Version version) {
    ProcessInstance instance = (ProcessInstance) version.instance();
    intakes.put(instance, gateway.handover().intake(instance, true));
    return gateway
        .vertx()
        .deployVerticle(instance)
        .onSuccess(id -> deployed.put(instance, id))
        .map(instance);
  }

  /** Instances that have started and have messages. */
  List<ProcessInstance> run(String name, String main, int instances) {
    Version version = version(name, main, Map.of());
    List<Future<ProcessInstance>> starts = new ArrayList<>();
    for (int i = 0; i < instances; i++) {
      starts.add(start(version));
    }
    List<ProcessInstance> started = starts.stream().map(Wait::on).toList();
    started.forEach(instance -> intake(instance).open());
    return started;
  }

  /** What an instance takes from the bus. */
  Intake intake(ProcessInstance instance) {
    return intakes.get(instance);
  }

  Future<Void> undeploy(ProcessInstance instance) {
    return gateway.vertx().undeploy(deployed.remove(instance));
  }

  /** The reply to a request on the bus. */
  Future<Object> ask(String address, Object body) {
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(PATIENCE_MS);
    return gateway.bus().request(address, body, options).map(reply -> reply.body());
  }

  /** What an instance says of itself. */
  JsonObject who(String address) {
    return (JsonObject) Wait.on(ask(address, new JsonObject().put("do", "who")));
  }

  @Override
  public void close() throws Exception {
    for (ProcessInstance instance : List.copyOf(deployed.keySet())) {
      Wait.on(undeploy(instance));
    }
    gateway.close();
    loaders.forEach(ProcessLoader::close);
  }
}
