package busway.examples;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * Replies with the body of the request. The address is {@code address}, {@code echo} if not set.
 */
public final class EchoVerticle extends VerticleBase {
  @Override
  public Future<?> start() {
    String address = config().getString("address", "echo");
    return vertx
        .eventBus()
        .consumer(address, message -> message.reply(message.body()))
        .completion();
  }
}
