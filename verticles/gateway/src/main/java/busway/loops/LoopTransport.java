package busway.loops;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.VertxBuilder;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.transport.Transport;
import java.util.Optional;

/**
 * The transport of one Vert.x, with instruments in its event loops or without. Made before Vert.x;
 * from any thread.
 */
public final class LoopTransport {

  private final Transport transport;
  private final boolean measured;
  private final LoopInstruments instruments = new LoopInstruments();

  /**
   * Chooses.
   *
   * @param measured whether each loop notes what it does
   */
  public LoopTransport(TransportKind kind, boolean measured) {
    this.transport = kind.transport();
    this.measured = measured;
  }

  /** {@code epoll}, {@code io_uring}, {@code kqueue} or {@code nio}. */
  public String name() {
    return transport.name();
  }

  /** Makes the Vert.x that is built run on it. */
  public VertxBuilder install(VertxBuilder builder) {
    return builder.withTransport(measured ? new Measured() : transport);
  }

  /** What a loop does, if it has instruments. */
  Optional<LoopActivity> activity(EventExecutor loop) {
    return instruments.of(loop);
  }

  private final class Measured implements Transport {

    @Override
    public String name() {
      return transport.name();
    }

    @Override
    public boolean available() {
      return transport.available();
    }

    @Override
    public Throwable unavailabilityCause() {
      return transport.unavailabilityCause();
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
      var implementation = transport.implementation();
      return implementation instanceof NioTransport
          ? new MeasuredNio(instruments)
          : new MeasuredTransport(implementation, instruments);
    }
  }
}
