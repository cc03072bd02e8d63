package busway.tcp;

import busway.session.EdgeServices;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.IntConsumer;

/** The Tcp edge: one instance an event loop. Undeploying it drains its clients. */
@SuppressWarnings("UnusedVariable")
public final class TcpVerticle extends VerticleBase {

  private final TcpConfig config;
  private final EdgeServices services;
  private final IntConsumer listening;

  /**
   * Makes one instance.
   *
   * @param listening told the port once this instance listens
   */
  public TcpVerticle(TcpConfig config, EdgeServices services, IntConsumer listening) {
    this.config = config;
    this.services = services;
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    return Future.succeededFuture();
  }
}
