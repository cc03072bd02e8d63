package busway.loops;

import io.vertx.core.impl.Utils;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.impl.transports.TransportInternal;
import io.vertx.core.impl.transports.TransportLoader;
import io.vertx.core.transport.Transport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the event loops ask the system with. */
public enum TransportKind {
  /** The system's own where there is one: epoll on Linux, kqueue on macOS; else NIO. */
  AUTO,
  EPOLL,
  IO_URING,
  /** Java's own; on every system. */
  NIO;

  private static final Logger LOG = LoggerFactory.getLogger(TransportKind.class);

  /** As it is written in a config. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The transport, or what takes its place where it is not to be had. Loads no native library but
   * its own, as {@link Transport}'s constants would.
   */
  Transport transport() {
    Transport wanted =
        switch (this) {
          case AUTO -> Utils.isOsx() ? TransportLoader.kqueue() : TransportLoader.epoll();
          case EPOLL -> TransportLoader.epoll();
          case IO_URING -> TransportLoader.io_uring();
          case NIO -> new TransportInternal("nio", true, null, NioTransport.INSTANCE);
        };
    return wanted != null && wanted.available() ? wanted : instead(wanted);
  }

  private Transport instead(@Nullable Transport wanted) {
    TransportKind other = this == IO_URING ? AUTO : NIO;
    Throwable cause = wanted == null ? null : wanted.unavailabilityCause();
    LOG.info(
        "transport: {}: not available, {} instead: {}",
        this,
        other,
        cause == null ? "none for this system" : String.valueOf(cause.getMessage()));
    return other.transport();
  }
}
