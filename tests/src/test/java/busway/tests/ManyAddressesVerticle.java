package busway.tests;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;

/** Answers at as many addresses as it is told: {@code many.0}, {@code many.1} .. */
public final class ManyAddressesVerticle extends VerticleBase {

  @Override
  public Future<?> start() {
    List<Future<Void>> registrations = new ArrayList<>();
    for (int i = 0; i < config().getInteger("addresses"); i++) {
      registrations.add(
          vertx
              .eventBus()
              .consumer("many." + i, message -> message.reply(message.body()))
              .completion());
    }
    return Future.all(registrations);
  }
}
