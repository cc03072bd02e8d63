package busway.websocket;

import busway.session.EdgeServices;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.IntConsumer;

/** The WebSocket edge: one instance an event loop. Undeploying it drains its clients. */
@SuppressWarnings("UnusedVariable")
public final class WebSocketVerticle extends VerticleBase {

  private final WebSocketConfig config;
  private final EdgeServices services;
  private final IntConsumer listening;

  /**
   * Makes one instance.
   *
   * @param listening told the port once this instance listens
   */
  public WebSocketVerticle(WebSocketConfig config, EdgeServices services, IntConsumer listening) {
    this.config = config;
    this.services = services;
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    return Future.succeededFuture();
  }
}
