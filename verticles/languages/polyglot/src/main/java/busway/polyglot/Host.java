package busway.polyglot;

import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.logging.Logger;
import org.graalvm.polyglot.proxy.ProxyObject;

/**
 * What the prelude of one instance can call: the event bus, timers and the log. Whatever calls back
 * does so in a turn of the instance's.
 */
final class Host {

  private final ContextInternal context;
  private final Turn turn;
  private final HostBus bus;
  private final HostClock clock;
  private final Logger log;

  Host(ContextInternal context, Logger log) {
    this.context = context;
    this.log = log;
    this.turn = new Turn(this::report);
    this.bus = new HostBus(context.owner().eventBus(), turn);
    this.clock = new HostClock(context.owner(), turn);
  }

  Turn turn() {
    return turn;
  }

  /** Once everyone on the bus knows of the consumers that were registered so far. */
  Future<?> registered() {
    return bus.registered();
  }

  /** The functions by the names that a prelude calls them. */
  ProxyObject members(Guest guest) {
    Members members = new Members();
    Mail mail = new Mail(guest);
    mail.add(members);
    bus.add(members, mail);
    clock.add(members);
    members.does("soon", v -> context.runOnContext(none -> turn.run(() -> v[0].executeVoid())));
    members.gives("config", v -> Bodies.toGuest(guest, context.config()));
    members.does("log", v -> log(v[0].asString(), v[1].asString()));
    members.does("report", v -> report(ScriptException.of(v[0])));
    return members.proxy();
  }

  private void report(ScriptException failure) {
    log.error(failure.getMessage(), failure.getCause());
  }

  private void log(String level, String text) {
    switch (level) {
      case "trace" -> log.trace(text);
      case "debug" -> log.debug(text);
      case "warn" -> log.warn(text);
      case "error" -> log.error(text);
      default -> log.info(text);
    }
  }
}
