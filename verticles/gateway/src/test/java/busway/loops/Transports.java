package busway.loops;

import io.netty.util.Version;
import io.vertx.core.impl.VertxImpl;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** The transports that this machine has, each by its own name. */
final class Transports {

  /** What a broken contract is broken by. */
  static final String VERSIONS =
      "Vert.x %s, Netty %s"
          .formatted(
              VertxImpl.version(), Version.identify().get("netty-transport").artifactVersion());

  private Transports() {}

  static List<TransportKind> here() {
    return Arrays.stream(TransportKind.values())
        .filter(kind -> kind != TransportKind.AUTO)
        .filter(Transports::available)
        .toList();
  }

  /** {@link #here} but NIO. */
  static Stream<TransportKind> natives() {
    return here().stream().filter(kind -> kind != TransportKind.NIO);
  }

  private static boolean available(TransportKind kind) {
    boolean available = kind.transport().name().equals(kind.toString());
    if (!available) {
      LoggerFactory.getLogger(Transports.class).warn("no {} here: not tested", kind);
    }
    return available;
  }
}
