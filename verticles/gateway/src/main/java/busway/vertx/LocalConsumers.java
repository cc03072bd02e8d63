package busway.vertx;

import io.vertx.core.eventbus.impl.HandlerHolder;
import io.vertx.core.impl.utils.ConcurrentCyclicSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The consumers of one address of the event bus, in turn, of which those of the sender's own event
 * loop come first where its {@link Locality} says so. Never changed; from any thread.
 */
final class LocalConsumers extends ConcurrentCyclicSequence<HandlerHolder<Object>> {

  private final Localities localities;
  private final List<ConcurrentCyclicSequence<HandlerHolder<Object>>> byLoop;

  private LocalConsumers(Localities localities, List<HandlerHolder<Object>> holders) {
    super(array(holders));
    this.localities = localities;
    this.byLoop = byLoop(localities, holders);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type parameters
  private static HandlerHolder<Object>[] array(List<HandlerHolder<Object>> holders) {
    return holders.toArray(new HandlerHolder[0]);
  }

  static LocalConsumers of(
      Localities localities, ConcurrentCyclicSequence<HandlerHolder<Object>> sequence) {
    return new LocalConsumers(localities, list(sequence));
  }

  private static List<HandlerHolder<Object>> list(
      ConcurrentCyclicSequence<HandlerHolder<Object>> sequence) {
    List<HandlerHolder<Object>> holders = new ArrayList<>();
    sequence.iterator(true).forEachRemaining(holders::add);
    return holders;
  }

  /** Nothing where some consumer works on other threads than a loop's: then all come in turn. */
  private static List<ConcurrentCyclicSequence<HandlerHolder<Object>>> byLoop(
      Localities localities, List<HandlerHolder<Object>> holders) {
    List<ConcurrentCyclicSequence<HandlerHolder<Object>>> local =
        new ArrayList<>(
            Collections.nCopies(localities.all().size(), new ConcurrentCyclicSequence<>()));
    for (HandlerHolder<Object> holder : holders) {
      if (!Locality.matters(holder.getContext())) {
        return List.of();
      }
      int loop = localities.of(holder.getContext().nettyEventLoop()).index();
      local.set(loop, local.get(loop).add(holder));
    }
    return local;
  }

  @Override
  public HandlerHolder<Object> next() {
    Locality locality = byLoop.isEmpty() ? null : Locality.ofThread();
    if (locality != null && locality.localFirst()) {
      HandlerHolder<Object> local = byLoop.get(locality.index()).next();
      if (local != null) {
        return local;
      }
    }
    return super.next();
  }

  @Override
  public ConcurrentCyclicSequence<HandlerHolder<Object>> add(HandlerHolder<Object> holder) {
    List<HandlerHolder<Object>> holders = list(this);
    holders.add(holder);
    return new LocalConsumers(localities, holders);
  }

  @Override
  public ConcurrentCyclicSequence<HandlerHolder<Object>> remove(HandlerHolder<Object> holder) {
    List<HandlerHolder<Object>> holders = list(this);
    return holders.remove(holder) ? new LocalConsumers(localities, holders) : this;
  }
}
