package busway.process;

import busway.tcp.SocketOwner;
import busway.tcp.TcpSockets;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The listening socket of one instance. Belongs to its event loop. */
final class Door {

  private final ContextInternal loop;
  private final SocketAddress address;
  private final TcpSockets sockets;
  private final SocketOwner owner;
  private final int maxConnections;
  private final WorkerExecutor threads;
  private @Nullable NetServer server;

  /**
   * Makes a door that is not there yet.
   *
   * @param address where it will be
   * @param owner who may come in
   * @param threads what blocks runs on
   */
  Door(
      ContextInternal loop,
      SocketAddress address,
      TcpSockets sockets,
      SocketOwner owner,
      int maxConnections,
      WorkerExecutor threads) {
    this.loop = loop;
    this.address = address;
    this.sockets = sockets;
    this.owner = owner;
    this.maxConnections = maxConnections;
    this.threads = threads;
  }

  /** Listens. */
  Future<Void> open() {
    NetServer made =
        loop.owner()
            .createNetServer(new NetServerOptions().setTcpNoDelay(true))
            .connectHandler(this::accept);
    server = made;
    return made.listen(address).mapEmpty();
  }

  /** Where it is, as variables of the environment. */
  Map<String, String> variables() {
    return address.isDomainSocket()
        ? Map.of("BUSWAY_SOCKET", address.path())
        : Map.of("BUSWAY_TCP", address.host() + ':' + (server == null ? 0 : server.actualPort()));
  }

  /** Listens no more, and ends what is connected. */
  Future<Void> close() {
    return server == null ? Future.succeededFuture() : server.close().eventually(this::remove);
  }

  private Future<Boolean> remove() {
    return address.isDomainSocket()
        ? threads.executeBlocking(() -> Files.deleteIfExists(Path.of(address.path())), false)
        : Future.succeededFuture(false);
  }

  private void accept(NetSocket socket) {
    if (owner.tap().arrived() < maxConnections) {
      sockets.accept(socket, owner);
    } else {
      socket.close();
    }
  }
}
