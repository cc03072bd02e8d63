package busway.tests;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers at so many addresses an instance: {@code many.0}, {@code many.1} .. */
public final class ManyAddressesVerticle extends VerticleBase {

  private static final AtomicInteger NEXT = new AtomicInteger();

  @Override
  public Future<?> start() {
    int addresses = config().getInteger("addresses");
    int first = NEXT.getAndAdd(addresses);
    List<Future<Void>> registrations = new ArrayList<>();
    for (int i = first; i < first + addresses; i++) {
      registrations.add(
          vertx
              .eventBus()
              .consumer("many." + i, message -> message.reply(message.body()))
              .completion());
    }
    return Future.all(registrations);
  }
}
