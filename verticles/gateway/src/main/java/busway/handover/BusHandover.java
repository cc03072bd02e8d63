package busway.handover;

import busway.deploy.Handover;
import busway.deploy.Intake;
import busway.metrics.GatewayMetrics;
import busway.metrics.HandlerTimer;
import busway.metrics.HandlerTimers;
import busway.vertx.BusConsumers;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.impl.EventBusImpl;
import io.vertx.core.eventbus.impl.HandlerHolder;
import io.vertx.core.eventbus.impl.MessageImpl;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who gets the messages of one event bus, instance by instance. A consumer that is closed stays
 * registered: it gets no more messages, and finishes those that it has.
 */
public final class BusHandover implements Handover, HandlerTimers {

  private static final Logger LOG = LoggerFactory.getLogger(BusHandover.class);

  /** For an event loop that is blocked: nobody publishes from there meanwhile. */
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(1);

  private final VertxInternal vertx;
  private final BusConsumers bus;
  private final HandlerTimers timers;
  private final Instances instances = new Instances();

  private BusHandover(VertxInternal vertx, BusConsumers bus, HandlerTimers timers) {
    this.vertx = vertx;
    this.bus = bus;
    this.timers = timers;
  }

  /**
   * Begins to note what instances take that are deployed from now on.
   *
   * @param metrics of {@code vertx}, which time its handlers by now if they do
   */
  public static BusHandover start(Vertx vertx, GatewayMetrics metrics) {
    BusHandover handover =
        new BusHandover((VertxInternal) vertx, new BusConsumers(vertx), metrics.timers());
    if (handover.bus.found()) {
      metrics.time(handover);
    } else {
      LOG.warn(
          "this version of Vert.x does not tell of its consumers: a version that is replaced gets"
              + " messages until it stops");
    }
    return handover;
  }

  @Override
  public Intake intake(Deployable instance, boolean held) {
    BusIntake intake = new BusIntake(this, held);
    instances.put(instance, intake);
    return intake;
  }

  @Override
  public HandlerTimer timer(String address) {
    HandlerTimer timer = timers.timer(address);
    HandlerHolder<Object> holder = bus.registering(address);
    if (holder == null) {
      return timer;
    }
    BusIntake intake = instances.of(holder.getContext().deployment());
    return intake == null ? timer : taking(intake, address, holder, timer);
  }

  private TakingConsumer taking(
      BusIntake intake, String address, HandlerHolder<Object> holder, HandlerTimer timer) {
    QueueCount count = timer == HandlerTimer.NONE ? new QueueCount() : null;
    TakingConsumer consumer =
        new TakingConsumer(
            intake, address, holder, count == null ? timer : count, new OpenRequests(bus));
    bus.wrap(address, handler -> consumer.around(count == null ? handler : count.around(handler)));
    holder.getContext().addCloseHook(consumer);
    synchronized (this) {
      intake.add(consumer);
    }
    return consumer;
  }

  @Override
  public void move(List<Intake> from, List<Intake> to) {
    List<BusIntake> next = ours(to);
    if (!from.isEmpty() && !next.isEmpty() && !Context.isOnEventLoopThread()) {
      passBy(next);
    }
    exchange(ours(from), next);
  }

  /**
   * Waits for those who were publishing when a consumer was registered, and before it was held
   * back: it is not to hear what the others have heard.
   */
  private void passBy(List<BusIntake> held) {
    Set<ContextInternal> contexts = new HashSet<>();
    held.forEach(intake -> contexts.addAll(intake.contexts()));
    Settling passing = settle(contexts);
    long beginNs = System.nanoTime();
    try {
      while (!passing.isOver() && System.nanoTime() - beginNs < PATIENCE_NS) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<BusIntake> ours(List<Intake> intakes) {
    return intakes.stream().map(BusIntake.class::cast).toList();
  }

  private synchronized void exchange(List<BusIntake> from, List<BusIntake> to) {
    to.forEach(intake -> intake.become(true));
    from.forEach(intake -> intake.become(false));
    TreeSet<String> addresses = new TreeSet<>();
    Stream.concat(from.stream(), to.stream())
        .forEach(intake -> addresses.addAll(intake.addresses()));
    for (String address : addresses) {
      bus.exchange(address, holders(from, address), holders(to, address));
    }
    from.forEach(BusIntake::settle);
  }

  private static List<HandlerHolder<Object>> holders(List<BusIntake> intakes, String address) {
    return intakes.stream().flatMap(intake -> intake.holders(address).stream()).toList();
  }

  void exchange(
      String address, Collection<HandlerHolder<Object>> out, Collection<HandlerHolder<Object>> in) {
    bus.exchange(address, out, in);
  }

  /** A consumer that was let in while it was unregistered must not stay. */
  synchronized void unregistered(BusIntake intake, TakingConsumer consumer) {
    bus.exchange(consumer.address(), List.of(consumer.holder()), List.of());
    intake.remove(consumer);
  }

  Settling settle(Collection<ContextInternal> contexts) {
    return Settling.start(vertx.nettyEventLoopGroup(), contexts);
  }

  /** Requests that an instance replied to by a request of its own, which is not answered. */
  int conversations(BusIntake intake) {
    return bus.conversations(context -> instances.of(context.deployment()) == intake);
  }

  /** Sends a message to those who consume its address now. */
  Future<Void> send(MessageImpl<?, ?> message) {
    return ((EventBusImpl) vertx.eventBus())
        .sendOrPubInternal(message, new DeliveryOptions(), null);
  }
}
