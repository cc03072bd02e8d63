package busway.logs;

import static org.assertj.core.api.Assertions.assertThat;

import busway.loops.NamedVerticle;
import busway.testing.Wait;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class VerticleAppenderIT {

  private static final Logger LOG = LoggerFactory.getLogger("some.library");

  private final LogBook book = new LogBook(new LogsBounds(10, 100, 1 << 20), name -> true);
  private final AutoCloseable appender = VerticleAppender.install(book);
  private final Vertx vertx = Vertx.vertx();

  /** Logs at its start and with each message; throws when it is told to. */
  private static final class Talker extends VerticleBase {

    private final String address;

    Talker(String address) {
      this.address = address;
    }

    @Override
    public Future<?> start() {
      LOG.warn("{} starts", address);
      return vertx
          .eventBus()
          .<String>consumer(
              address,
              message -> {
                if (message.body().equals("throw")) {
                  throw new IllegalStateException("thrown by " + address);
                }
                LOG.error("{} hears {}", address, message.body());
              })
          .completion();
    }
  }

  @AfterEach
  void stop() throws Exception {
    Wait.on(vertx.close());
    appender.close();
  }

  private void deploy(String name, ThreadingModel threading) {
    Deployable verticle = new NamedVerticle(name, new Talker("to." + name));
    Wait.on(vertx.deployVerticle(verticle, new DeploymentOptions().setThreadingModel(threading)));
  }

  private List<String> lines(String name) {
    return book.last(name, 100).stream().map(LogLine::text).toList();
  }

  @Test
  void knowsWhoseCodeLogsOnEveryKindOfThread() {
    for (ThreadingModel threading : ThreadingModel.values()) {
      String name = threading.name();
      deploy(name, threading);
      vertx.eventBus().send("to." + name, "hello");

      Wait.until("two lines of " + name, () -> lines(name).size() == 2);
      assertThat(lines(name))
          .containsExactly("to." + name + " starts", "to." + name + " hears hello");
      assertThat(book.last(name, 1).getFirst().level()).isEqualTo(Level.ERROR);
    }
  }

  @Test
  void hasTheExceptionsThatNoHandlerCaughtWithTheirStack() {
    deploy("careless", ThreadingModel.EVENT_LOOP);
    vertx.eventBus().send("to.careless", "throw");

    Wait.until("the exception", () -> lines("careless").size() == 2);
    assertThat(lines("careless").getLast())
        .contains("java.lang.IllegalStateException: thrown by to.careless", "\tat busway.logs.");
    assertThat(book.last("careless", 1).getFirst().level()).isEqualTo(Level.ERROR);
  }

  @Test
  void knowsTheLoggerThatIsADeploymentsOwn() {
    LoggerFactory.getLogger("verticle.my.script").warn("from a script");

    assertThat(lines("my.script")).containsExactly("from a script");
  }

  @Test
  void takesNothingOfTheGatewayItselfAndNothingAfterItWasTakenAway() throws Exception {
    deploy(NamedVerticle.OWN, ThreadingModel.EVENT_LOOP);
    LOG.warn("outside of every verticle");
    assertThat(book.lines()).isZero();

    appender.close();
    LoggerFactory.getLogger("verticle.late").warn("too late");
    assertThat(book.lines()).isZero();
  }
}
