package busway.examples;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * Replies to a request with its own body: the least that a verticle can do, and the first thing to
 * send to.
 *
 * <p>Config: {@code address}, default {@code echo}. Never blocks, so it belongs on an event loop.
 */
public final class EchoVerticle extends VerticleBase {

  @Override
  public Future<?> start() {
    String address = config().getString("address", "echo");
    return vertx
        .eventBus()
        .consumer(address, request -> request.reply(request.body()))
        .completion();
  }
}
