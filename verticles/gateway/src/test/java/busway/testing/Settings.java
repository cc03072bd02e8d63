package busway.testing;

import busway.loops.TransportKind;
import busway.session.AddressRule;
import busway.session.PermissionsConfig;
import busway.session.SessionConfig;
import busway.session.SlowConsumerPolicy;
import busway.tcp.TcpConfig;
import busway.websocket.WebSocketConfig;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The config of a gateway under test: small numbers where a test needs them, else what ships. */
public final class Settings {

  /** The same tests run with the fast path and without it. */
  private static final boolean FAST_PATH =
      Boolean.parseBoolean(System.getProperty("busway.fast-path", "true"));

  /** The same tests run on each transport. */
  private static final TransportKind TRANSPORT =
      TransportKind.valueOf(
          System.getProperty("busway.transport", "auto").toUpperCase(Locale.ROOT));

  private int loops = 2;
  private boolean fastPath = FAST_PATH;
  private int maxFrameBytes = TcpConfig.DEFAULTS.maxFrameBytes();
  private int maxMessageBytes = WebSocketConfig.DEFAULTS.maxMessageBytes();
  private int maxConnections = TcpConfig.DEFAULTS.maxConnections();
  private int maxSubscriptions = SessionConfig.DEFAULTS.maxSubscriptions();
  private int maxPendingReplies = SessionConfig.DEFAULTS.maxPendingReplies();
  private int maxInFlightRequests = SessionConfig.DEFAULTS.maxInFlightRequests();
  private int maxOutboundBytes = SessionConfig.DEFAULTS.maxOutboundBytes();
  private Duration maxRequestTimeout = SessionConfig.DEFAULTS.maxRequestTimeout();
  private Duration requestTimeout = SessionConfig.DEFAULTS.requestTimeout();
  private Duration replyTimeout = SessionConfig.DEFAULTS.replyTimeout();

  /** Clients under test answer no pings, however long a slow machine takes. */
  private Duration pingTimeout = Duration.ofMinutes(10);

  private Duration drainTimeout = Duration.ofSeconds(5);
  private SlowConsumerPolicy slowConsumer = SlowConsumerPolicy.DISCONNECT;
  private List<String> origins = WebSocketConfig.DEFAULTS.origins();
  private PermissionsConfig permissions =
      new PermissionsConfig(
          List.of(new AddressRule("*", null)), List.of(new AddressRule("*", null)));

  public Settings loops(int eventLoops) {
    loops = eventLoops;
    return this;
  }

  public Settings fastPath(boolean mayPassTheBus) {
    fastPath = mayPassTheBus;
    return this;
  }

  public Settings maxFrameBytes(int bytes) {
    maxFrameBytes = bytes;
    maxMessageBytes = Math.max(maxMessageBytes, bytes);
    return this;
  }

  public Settings maxMessageBytes(int bytes) {
    maxMessageBytes = bytes;
    return this;
  }

  public Settings maxConnections(int connections) {
    maxConnections = connections;
    return this;
  }

  public Settings maxSubscriptions(int subscriptions) {
    maxSubscriptions = subscriptions;
    return this;
  }

  public Settings maxPendingReplies(int replies) {
    maxPendingReplies = replies;
    return this;
  }

  public Settings maxInFlightRequests(int requests) {
    maxInFlightRequests = requests;
    return this;
  }

  public Settings maxOutboundBytes(int bytes) {
    maxOutboundBytes = bytes;
    return this;
  }

  public Settings requestTimeout(Duration usual, Duration longest) {
    requestTimeout = usual;
    maxRequestTimeout = longest;
    return this;
  }

  public Settings replyTimeout(Duration timeout) {
    replyTimeout = timeout;
    return this;
  }

  public Settings pingTimeout(Duration timeout) {
    pingTimeout = timeout;
    return this;
  }

  public Settings drainTimeout(Duration timeout) {
    drainTimeout = timeout;
    return this;
  }

  public Settings slowConsumer(SlowConsumerPolicy policy) {
    slowConsumer = policy;
    return this;
  }

  public Settings origins(String... permitted) {
    origins = List.of(permitted);
    return this;
  }

  public Settings permissions(List<AddressRule> inbound, List<AddressRule> outbound) {
    permissions = new PermissionsConfig(inbound, outbound);
    return this;
  }

  TransportKind transport() {
    return TRANSPORT;
  }

  int loops() {
    return loops;
  }

  Duration drainTimeout() {
    return drainTimeout;
  }

  PermissionsConfig permissions() {
    return permissions;
  }

  TcpConfig tcp() {
    return new TcpConfig("127.0.0.1", 0, maxFrameBytes, maxConnections, 4_096);
  }

  WebSocketConfig webSocket() {
    return new WebSocketConfig(
        "127.0.0.1",
        0,
        "/eventbus",
        maxFrameBytes,
        maxMessageBytes,
        maxConnections,
        4_096,
        200,
        36,
        pingTimeout,
        origins,
        true,
        "");
  }

  SessionConfig session() {
    return new SessionConfig(
        maxSubscriptions,
        maxInFlightRequests,
        requestTimeout,
        maxRequestTimeout,
        replyTimeout,
        maxPendingReplies,
        maxOutboundBytes,
        slowConsumer,
        fastPath);
  }
}
