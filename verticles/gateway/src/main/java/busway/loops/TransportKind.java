package busway.loops;

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

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static final Logger LOG = LoggerFactory.getLogger(TransportKind.class);

  /** The transport of that name, or what takes its place where it is not to be had. */
  Transport transport() {
    return switch (this) {
      case AUTO -> Transport.EPOLL == null ? orNio(Transport.KQUEUE) : orNio(Transport.EPOLL);
      case EPOLL -> orNio(Transport.EPOLL);
      case IO_URING -> orNio(Transport.IO_URING);
      case NIO -> Transport.NIO;
    };
  }

  private Transport orNio(@Nullable Transport wanted) {
    if (wanted != null && wanted.available()) {
      return wanted;
    }
    Throwable cause = wanted == null ? null : wanted.unavailabilityCause();
    LOG.info(
        "no native transport, NIO instead: {}",
        cause == null ? "none for this system" : String.valueOf(cause.getMessage()));
    return Transport.NIO;
  }
}
