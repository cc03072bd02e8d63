package busway.bench.load;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** One thread of the driver: its event loop, its connections, its load, and what it counts. */
final class Lane {

  private final Tally tally = new Tally();
  private final Outbox outbox = new Outbox();
  private final Target target;
  private final EventLoop loop;
  private final Load load;
  private final Template ping;
  private List<Connection> connections = List.of();

  Lane(Target target, EventLoop loop, Share share, Function<Scene, Load> kind) {
    this.target = target;
    this.loop = loop;
    this.load = kind.apply(new Scene(loop, outbox, tally, !target.webSocket(), share));
    this.ping = Template.ping(!target.webSocket());
  }

  Load load() {
    return load;
  }

  Tally tally() {
    return tally;
  }

  /** Opens all connections: how many they are. */
  CompletableFuture<Integer> connect() throws InterruptedException {
    Connection.Shared shared = new Connection.Shared(outbox, new Incoming(), load, tally);
    return ask(() -> new Connector(target, loop, shared, load.connections()).open())
        .thenApply(this::connected);
  }

  private int connected(List<Connection> opened) {
    connections = opened;
    load.connected(opened);
    outbox.flush();
    return opened.size();
  }

  /** Whether a connection is left. */
  boolean alive() {
    return connections.stream().anyMatch(Connection::open);
  }

  /** Pings over WebSocket: a gateway may close a web client that never does. */
  void keepAlive() {
    if (target.webSocket()) {
      connections.forEach(connection -> connection.write(ping, 0, 0));
    }
  }

  /** Asks on the event loop, and flushes what was written there. */
  <T> T ask(Callable<T> question) throws InterruptedException {
    try {
      return loop.submit(
              () -> {
                T answer = question.call();
                outbox.flush();
                return answer;
              })
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
