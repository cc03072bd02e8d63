package busway.testing;

import busway.handover.BusHandover;
import busway.loops.EventLoops;
import busway.loops.HandlerTimes;
import busway.loops.LoopTransport;
import busway.metrics.ExpositionFormat;
import busway.metrics.GatewayMetrics;
import busway.metrics.MetricsConfig;
import busway.session.EdgeServices;
import busway.session.Hubs;
import busway.session.Permissions;
import busway.tcp.TcpVerticle;
import busway.tracing.ClientTraces;
import busway.vertx.Localities;
import busway.websocket.WebSocketVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Both edges on a real Vert.x with two event loops, some consumers on its bus, and clients. */
public final class TestGateway implements AutoCloseable {

  private static final int QUIET_MS = 200;

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final Vertx vertx;
  private final EventLoops loops;
  private final Localities localities;
  private final BusHandover handover;
  private final List<AutoCloseable> clients = new ArrayList<>();
  private final AtomicInteger tcpPort = new AtomicInteger();
  private final AtomicInteger webSocketPort = new AtomicInteger();
  private final String tcp;
  private final String webSocket;
  private final int instances;
  private final EdgeServices services;

  public TestGateway() {
    this(new Settings());
  }

  public TestGateway(Settings settings) {
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(settings.loops());
    LoopTransport transport = new LoopTransport(settings.transport(), true);
    vertx = transport.install(metrics.install(Vertx.builder().with(options))).build();
    loops = EventLoops.start(vertx, transport, MetricsConfig.DEFAULTS.lagProbeInterval());
    HandlerTimes.start(vertx, loops, metrics, MetricsConfig.DEFAULTS.handlers());
    handover = BusHandover.start(vertx, metrics);
    instances = settings.loops();
    localities = new Localities(vertx);
    services =
        new EdgeServices(
            settings.session(),
            Permissions.of(settings.permissions()),
            new Hubs(vertx, metrics, settings.session().fastPath(), localities),
            metrics,
            settings.drainTimeout(),
            ClientTraces.NONE);
    Consumers.register(vertx.eventBus());
    tcp = deploy(() -> new TcpVerticle(settings.tcp(), services, tcpPort::set));
    webSocket =
        deploy(() -> new WebSocketVerticle(settings.webSocket(), services, 0, webSocketPort::set));
  }

  private String deploy(Supplier<Deployable> edge) {
    return Wait.on(vertx.deployVerticle(edge, new DeploymentOptions().setInstances(instances)));
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Has clients of the asker's loop come first, or all in turn. */
  public void localFirst(boolean now) {
    localities.all().forEach(locality -> locality.localFirst(now));
  }

  /** What the edges have. */
  public EdgeServices services() {
    return services;
  }

  public EventBus bus() {
    return vertx.eventBus();
  }

  /** Moves addresses between instances that are deployed here. */
  public BusHandover handover() {
    return handover;
  }

  public int tcpPort() {
    return tcpPort.get();
  }

  public int webSocketPort() {
    return webSocketPort.get();
  }

  /** Connects; connections go to the loops in turn. */
  public TcpClient tcp() {
    return kept(new TcpClient(tcpPort()));
  }

  /** Connects to the raw endpoint; connections go to the loops in turn. */
  public WebSocketClient webSocket() {
    return kept(new WebSocketClient(webSocketPort(), "/eventbus/websocket"));
  }

  /** Connects to the HTTP server. */
  public HttpClient http() {
    return kept(new HttpClient(webSocketPort()));
  }

  /** Closes the client with the gateway, at the latest. */
  public synchronized <T extends AutoCloseable> T kept(T client) {
    clients.add(client);
    return client;
  }

  /** Drains and ends the TCP edge. */
  public Future<Void> undeployTcp() {
    return vertx.undeploy(tcp);
  }

  /** Drains and ends the WebSocket edge. */
  public Future<Void> undeployWebSocket() {
    return vertx.undeploy(webSocket);
  }

  /**
   * The value of a meter now.
   *
   * @param name with its labels, without the prefix: {@code connections{transport="tcp"}}
   */
  public long metric(String name) {
    String start = "busway_" + Json.text(name) + " ";
    return metrics()
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(start.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no meter " + start));
  }

  /** What Prometheus would read now. */
  public String metrics() {
    return metrics.scrape(ExpositionFormat.PROMETHEUS);
  }

  /** Waits until a meter has this value. */
  public void expect(String name, long value) {
    Wait.until(name + " is " + value + ", not " + metric(name), () -> metric(name) == value);
  }

  /** Whether anybody consumes the address; asks, and does not wait long for those who are mute. */
  public boolean consumes(String address) {
    var reply = bus().request(address, null, new DeliveryOptions().setSendTimeout(QUIET_MS));
    Wait.until("an answer from " + address, reply::isComplete);
    return !(reply.cause() instanceof ReplyException e
        && e.failureType() == ReplyFailure.NO_HANDLERS);
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable client : clients) {
      client.close();
    }
    loops.close();
    Wait.on(vertx.close());
    metrics.close();
  }
}
