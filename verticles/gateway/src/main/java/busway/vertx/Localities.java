package busway.vertx;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/** The locality of each event loop of one Vert.x. All send to consumers in turn until told. */
public final class Localities {

  private final BusConsumers consumers;
  private final IdentityHashMap<EventExecutor, Locality> byLoop = new IdentityHashMap<>();
  private final List<Locality> all = new ArrayList<>();

  /** Makes those of the loops of {@code vertx}. */
  public Localities(Vertx vertx) {
    consumers = new BusConsumers(vertx);
    for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      Locality locality = new Locality(all.size());
      byLoop.put(loop, locality);
      all.add(locality);
      loop.execute(locality::bind);
    }
  }

  /** All of them. */
  public Collection<Locality> all() {
    return Collections.unmodifiableList(all);
  }

  /** That of a loop of this Vert.x. */
  public Locality of(EventLoop loop) {
    return Objects.requireNonNull(byLoop.get(loop), "no event loop of this Vert.x");
  }

  /** Lets the loops' localities decide between the consumers of an address that has several. */
  public void applyTo(String address) {
    consumers.arrange(
        address,
        sequence ->
            sequence.size() < 2 || sequence instanceof LocalConsumers
                ? sequence
                : LocalConsumers.of(this, sequence));
  }
}
