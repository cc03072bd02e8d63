package busway.handover;

import busway.deploy.Intake;
import busway.loops.EventLoops;
import busway.loops.HandlerTimes;
import busway.loops.LoopTransport;
import busway.loops.NamedVerticle;
import busway.loops.TransportKind;
import busway.metrics.GatewayMetrics;
import busway.metrics.HandlerTimers;
import busway.metrics.HandlersConfig;
import busway.testing.Wait;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.function.Function;

/** A real event bus, and instances whose intakes are handed over. */
final class Rig implements AutoCloseable {

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final Vertx vertx;
  private final EventLoops loops;
  private final BusHandover handover;

  /** An instance that is deployed, or was. */
  record Instance(String id, Intake intake) {}

  Rig(boolean timed) {
    LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(2);
    vertx = transport.install(metrics.install(Vertx.builder().with(options))).build();
    loops = EventLoops.start(vertx, transport, Duration.ofMillis(10));
    if (timed) {
      HandlerTimes.start(vertx, loops, metrics, HandlersConfig.DEFAULTS);
    }
    handover = BusHandover.start(vertx, metrics);
  }

  /** One whose consumers are registered while {@code timers} look on. */
  Rig(Function<EventBus, HandlerTimers> timers) {
    LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
    vertx = transport.install(metrics.install(Vertx.builder())).build();
    loops = EventLoops.start(vertx, transport, Duration.ofMillis(10));
    metrics.time(timers.apply(vertx.eventBus()));
    handover = BusHandover.start(vertx, metrics);
  }

  BusHandover handover() {
    return handover;
  }

  EventBus bus() {
    return vertx.eventBus();
  }

  Vertx vertx() {
    return vertx;
  }

  /** A verticle whose start is {@code start}. */
  static Deployable verticle(Function<Vertx, Future<?>> start) {
    return new VerticleBase() {
      @Override
      public Future<?> start() {
        return start.apply(vertx);
      }
    };
  }

  Instance deploy(boolean held, ThreadingModel threading, Function<Vertx, Future<?>> start) {
    Deployable verticle = verticle(start);
    Intake intake = handover.intake(verticle, held);
    DeploymentOptions options = new DeploymentOptions().setThreadingModel(threading);
    return new Instance(
        Wait.on(vertx.deployVerticle(new NamedVerticle("v", verticle), options)), intake);
  }

  /** Deploys on an event loop. */
  Instance deploy(boolean held, Function<Vertx, Future<?>> start) {
    return deploy(held, ThreadingModel.EVENT_LOOP, start);
  }

  /** A start that answers every request at {@code address} with {@code answer}. */
  static Function<Vertx, Future<?>> answering(String address, Object answer) {
    return vertx ->
        vertx.eventBus().consumer(address, message -> message.reply(answer)).completion();
  }

  Object ask(String address) {
    return Wait.on(bus().request(address, "?")).body();
  }

  /** Drains and stops an instance that is closed. */
  void stop(Instance instance) {
    Wait.until("nothing is pending", () -> instance.intake().pending() == 0);
    Wait.on(vertx.undeploy(instance.id()));
  }

  @Override
  public void close() {
    loops.close();
    Wait.on(vertx.close());
    metrics.close();
  }
}
