package busway.polyglot;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.logging.LoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a script. A worker thread makes its polyglot context and runs the script from top
 * to bottom, so that neither holds up a loop; everything after that happens on the instance's
 * Vert.x context.
 */
final class ScriptVerticle implements Deployable {

  /** Where a Vert.x context may have the name of its verticle. */
  private static final String NAME = "verticle.name";

  /** Where it then has what tells which of the script's functions a thread runs. */
  private static final String STACK = "verticle.stack";

  private final Script script;
  private volatile @Nullable Running running;

  ScriptVerticle(Script script) {
    this.script = script;
  }

  @Override
  public Future<?> deploy(Context given) {
    ContextInternal context = (ContextInternal) given;
    if (context.threadingModel() == ThreadingModel.VIRTUAL_THREAD) {
      return context.failedFuture(
          new ScriptException("threading: virtual-thread (expected: event-loop or worker)"));
    }
    Host host = new Host(context, LoggerFactory.getLogger("verticle." + name(context)));
    return context
        .executeBlocking(() -> load(context, host), false)
        .compose(loading -> started(context, host, loading));
  }

  private String name(Context context) {
    return context.get(NAME) instanceof String given ? given : script.name();
  }

  /** Does not wait for the script's own top-level awaits: they need the loop. */
  private Loading load(ContextInternal context, Host host) {
    var polyglot = script.context();
    context.put(STACK, script.stacks());
    try {
      Guest guest = script.guest(polyglot, host);
      running = new Running(polyglot, guest, host.turn());
      return new Loading(guest, guest.call(context, "load", script.main().toString()));
    } catch (RuntimeException e) {
      script.close(polyglot);
      throw ScriptException.of(e);
    }
  }

  private Future<?> started(ContextInternal context, Host host, Loading loading) {
    host.turn().open();
    return loading
        .loaded()
        .compose(none -> loading.guest().call(context, "start"))
        .compose(none -> host.registered())
        .recover(e -> close(context).transform(none -> Future.failedFuture(e)));
  }

  @Override
  public Future<?> undeploy(Context given) {
    ContextInternal context = (ContextInternal) given;
    Running ends = running;
    Future<Void> stopped =
        ends == null ? context.succeededFuture() : ends.guest().call(context, "stop");
    return stopped.eventually(() -> close(context));
  }

  private Future<Void> close(ContextInternal context) {
    Running ends = running;
    running = null;
    if (ends == null) {
      return context.succeededFuture();
    }
    ends.turn().close();
    return afterThisTurn(context)
        .compose(none -> context.executeBlocking(() -> script.close(ends.polyglot()), false));
  }

  /** Who closes may be called by the script itself, which has to return first. */
  private static Future<Void> afterThisTurn(ContextInternal context) {
    Promise<Void> promise = context.promise();
    context.runOnContext(none -> promise.complete());
    return promise.future();
  }

  private record Loading(Guest guest, Future<Void> loaded) {}

  private record Running(org.graalvm.polyglot.Context polyglot, Guest guest, Turn turn) {}
}
