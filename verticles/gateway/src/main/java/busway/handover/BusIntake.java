package busway.handover;

import busway.deploy.Intake;
import io.vertx.core.Future;
import io.vertx.core.eventbus.impl.HandlerHolder;
import io.vertx.core.eventbus.impl.MessageImpl;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The consumers of one instance, those of verticles included that it deployed itself. */
final class BusIntake implements Intake {

  private final BusHandover handover;

  /** By address, in the order of their registration. */
  private final Map<String, List<TakingConsumer>> consumers = new ConcurrentHashMap<>();

  /** Consumers that are unregistered, and some of whose requests were open then. */
  private final List<TakingConsumer> leaving = new CopyOnWriteArrayList<>();

  private volatile boolean open;
  private volatile @Nullable Settling settling;
  private volatile long deliveredBefore;
  private volatile double secondsBefore;

  BusIntake(BusHandover handover, boolean held) {
    this.handover = handover;
    this.open = !held;
  }

  /** Takes a consumer that is being registered, and lets messages reach it if it may have any. */
  void add(TakingConsumer consumer) {
    consumers.merge(consumer.address(), List.of(consumer), BusIntake::joined);
    if (open) {
      consumer.letIn();
    } else {
      handover.exchange(consumer.address(), List.of(consumer.holder()), List.of());
    }
  }

  private static List<TakingConsumer> joined(List<TakingConsumer> some, List<TakingConsumer> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private Stream<TakingConsumer> all() {
    return consumers.values().stream().flatMap(List::stream);
  }

  /** Notes that messages reach it, or do no more. The caller changes who gets them. */
  void become(boolean openNow) {
    open = openNow;
    if (openNow) {
      settling = null;
      all().forEach(TakingConsumer::letIn);
    }
  }

  /** The consumers of an address. */
  List<HandlerHolder<Object>> holders(String address) {
    return consumers.getOrDefault(address, List.of()).stream().map(TakingConsumer::holder).toList();
  }

  /** Begins to wait for those who were sending when it was closed. */
  void settle() {
    settling = handover.settle(contexts());
  }

  /** Those that its consumers run on. */
  Set<ContextInternal> contexts() {
    Set<ContextInternal> contexts = new HashSet<>();
    all().forEach(consumer -> contexts.add(consumer.context()));
    return contexts;
  }

  boolean isClosed() {
    return settling != null;
  }

  @Override
  public List<String> addresses() {
    return consumers.keySet().stream().sorted().toList();
  }

  @Override
  public void open() {
    handover.move(List.of(), List.of(this));
  }

  @Override
  public void close() {
    handover.move(List.of(this), List.of());
  }

  @Override
  public long pending() {
    Settling ending = settling;
    boolean settled = ending == null || ending.isOver();
    long pending = unfinished();
    return pending == 0 && !settled ? 1 : pending;
  }

  @Override
  public long unfinished() {
    long pending = all().mapToLong(TakingConsumer::pending).sum();
    for (TakingConsumer consumer : leaving) {
      pending += consumer.unfinished();
    }
    return isClosed() && pending == 0 ? handover.conversations(this) : pending;
  }

  @Override
  public long delivered() {
    return deliveredBefore + all().mapToLong(TakingConsumer::delivered).sum();
  }

  @Override
  public double handlerSeconds() {
    return secondsBefore + all().mapToDouble(TakingConsumer::handlerSeconds).sum();
  }

  /** Forgets a consumer, once what it has is finished. */
  void unregistered(TakingConsumer consumer) {
    handover.unregistered(this, consumer);
  }

  /** As {@link #unregistered}, by one thread at a time. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer at a time
  void remove(TakingConsumer consumer) {
    if (isTaken(consumer)) {
      consumers.computeIfPresent(consumer.address(), (address, some) -> without(some, consumer));
      deliveredBefore += consumer.delivered();
      secondsBefore += consumer.handlerSeconds();
      leaving.add(consumer);
    }
    List<TakingConsumer> gone = new ArrayList<>(leaving);
    gone.removeIf(left -> left.unfinished() > 0);
    leaving.removeAll(gone);
    gone.forEach(left -> left.context().removeCloseHook(left));
  }

  private boolean isTaken(TakingConsumer consumer) {
    return consumers.getOrDefault(consumer.address(), List.of()).contains(consumer);
  }

  private static @Nullable List<TakingConsumer> without(
      List<TakingConsumer> some, TakingConsumer one) {
    List<TakingConsumer> left = some.stream().filter(each -> each != one).toList();
    return left.isEmpty() ? null : left;
  }

  /** Sends a message to those who consume its address now. */
  Future<Void> send(MessageImpl<?, ?> message) {
    return handover.send(message);
  }
}
