package busway.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import busway.config.Secret;
import busway.session.Edge;
import busway.session.EdgePolicy;
import busway.session.EdgeServices;
import busway.tcp.SocketOwner;
import busway.tcp.TcpSockets;
import busway.vertx.Locality;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.impl.ContextBuilderImpl;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all processes of one gateway share. From any thread. */
final class Ground implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ground.class);
  private static final String TRANSPORT = "process";

  private static final String POOL = "busway.processes";
  private static final int THREADS = 8;

  /** The kernel has 108 bytes for the path of a socket, other systems 104. */
  private static final int LONGEST_PATH = 100;

  private final VertxInternal vertx;
  private final ProcessesConfig config;
  private final EdgeServices services;
  private final Usages usages;
  private final ProcessLog log;
  private final Map<EventLoop, TcpSockets> sockets = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final String mark = "BUSWAY_GATEWAY=" + Secret.random().text();
  private final @Nullable Path folder;
  private final Guard guard;
  private final WorkerExecutor threads;

  Ground(VertxInternal vertx, ProcessesConfig config, EdgeServices services, ProcessLog log) {
    this.vertx = vertx;
    this.config = config;
    this.services = services;
    this.usages = new Usages(services.metrics().processes());
    this.log = log;
    this.folder = folder();
    this.guard = new Guard(mark, folder == null ? Path.of("busway-none") : folder);
    this.threads = vertx.createSharedWorkerExecutor(POOL, THREADS);
  }

  /** Does what blocks, on threads that nobody else may keep busy. On an event loop. */
  <T extends @Nullable Object> Future<T> blocking(Callable<T> work) {
    return threads.executeBlocking(work, false);
  }

  private @Nullable Path folder() {
    if (!config.unixSockets() || !vertx.transport().supportsDomainSockets()) {
      LOG.info("processes: no Unix domain sockets on this transport, loopback instead");
      return null;
    }
    String configured = config.socketDirectory();
    Path parent = Path.of(configured.isEmpty() ? System.getProperty("java.io.tmpdir") : configured);
    try {
      var onlyOwner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Path made = Files.createTempDirectory(parent.toAbsolutePath(), "busway-", onlyOwner);
      if (made.resolve("1000000.sock").toString().getBytes(UTF_8).length <= LONGEST_PATH) {
        return made;
      }
      Files.delete(made);
      LOG.info("processes.socket-directory: {}: too long for sockets, loopback instead", parent);
      return null;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("processes.socket-directory: {}: {}, loopback instead", parent, e.toString());
      return null;
    }
  }

  ProcessesConfig config() {
    return config;
  }

  Usages usages() {
    return usages;
  }

  ProcessLog log() {
    return log;
  }

  Guard guard() {
    return guard;
  }

  /** The variable that every process of this gateway has, and no other. */
  String mark() {
    return mark;
  }

  /** A context of the event loop of {@code context} that outlives what is deployed there. */
  ContextInternal loop(ContextInternal context) {
    return vertx.contextBuilder().withEventLoop(context.nettyEventLoop()).build();
  }

  /**
   * A context of the same event loop for the consumers of an instance. Each of them belongs to the
   * deployment, and none comes first for its loop: the work is done elsewhere.
   */
  ContextInternal consuming(ContextInternal context) {
    ContextBuilderImpl builder = (ContextBuilderImpl) vertx.contextBuilder();
    ContextInternal consuming =
        builder
            .withDeploymentContext(context.deployment())
            .withEventLoop(context.nettyEventLoop())
            .withCloseFuture(context.closeFuture())
            .build();
    Locality.noMatter(consuming);
    return consuming;
  }

  /** A door for one instance. On its event loop. */
  Door door(ContextInternal loop, SocketOwner owner) {
    TcpSockets accepting = sockets.computeIfAbsent(loop.nettyEventLoop(), key -> sockets(loop));
    return new Door(loop, address(), accepting, owner, config.maxConnections(), threads);
  }

  private SocketAddress address() {
    return folder == null
        ? SocketAddress.inetSocketAddress(0, "127.0.0.1")
        : SocketAddress.domainSocketAddress(
            folder.resolve(numbers.incrementAndGet() + ".sock").toString());
  }

  /** One edge a loop, however many processes come and go. */
  private TcpSockets sockets(ContextInternal loop) {
    EdgePolicy policy =
        new EdgePolicy(
            TRANSPORT, true, true, Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO, false);
    return new TcpSockets(
        new Edge(loop, policy, services), config.maxFrameBytes(), config.maxOutboundBytes());
  }

  @Override
  public void close() {
    guard.close();
    try {
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      LOG.debug("the guard removes the sockets", e);
    }
  }
}
