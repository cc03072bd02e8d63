package busway.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;

/** A real event bus, a folder of scripts on it, and what these log. */
final class ScriptBus implements AutoCloseable {

  private static final int SECONDS = 120;

  final Vertx vertx = Vertx.vertx();
  private final Path folder;
  private final Logger logger = (Logger) LoggerFactory.getLogger("verticle");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  ScriptBus(Path folder) {
    this.folder = folder;
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    logger.addAppender(log);
  }

  Path write(String name, String text) {
    try {
      Path file = folder.toRealPath().resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String deploy(String name, String text) {
    return deploy(name, text, new DeploymentOptions());
  }

  String deploy(String name, String text, DeploymentOptions options) {
    return done(vertx.deployVerticle(write(name, text).toString(), options));
  }

  Object ask(String address, Object body) {
    return done(vertx.eventBus().request(address, body)).body();
  }

  void fails(String address, Object body, int code, String message) {
    ReplyException failure = catchThrowableOfType(ReplyException.class, () -> ask(address, body));
    assertThat(failure).hasMessage(message);
    assertThat(failure.failureCode()).isEqualTo(code);
  }

  List<String> log() {
    return log.list.stream()
        .map(event -> event.getLevel() + " " + event.getLoggerName() + " " + event.getMessage())
        .toList();
  }

  static <T> T done(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing within " + SECONDS + " s", e);
    }
  }

  static void until(String what, BooleanSupplier condition) {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadlineNs);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    done(vertx.close());
    logger.detachAppender(log);
  }
}
