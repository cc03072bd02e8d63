package busway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.eventbus.ReplyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WorkerFaultIT {

  private final Rig rig = new Rig();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Faults.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void start() {
    logged.start();
    logger.addAppender(logged);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    rig.pool("p", PoolKind.PLATFORM, 1, 10).task("t", SampleTasks.Throws.class, "p", 20_000);
    rig.start();
  }

  @AfterEach
  void close() {
    logger.detachAppender(logged);
    logger.setLevel(null);
    logger.setAdditive(true);
    rig.close();
  }

  @Test
  void anExceptionReachesTheClientWithoutItsClassAndTheLogWithItsStack() {
    fails("exception", 500, "t: the task failed: disk on fire");
    assertThat(logged.list)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getLevel()).isEqualTo(Level.ERROR);
              assertThat(event.getFormattedMessage()).startsWith("t: the task failed");
              assertThat(event.getThrowableProxy().getClassName()).isEqualTo("java.io.IOException");
            });
  }

  @Test
  void aKindOfFaultIsLoggedOnce() {
    for (int i = 0; i < 5; i++) {
      fails("exception", 500, "t: the task failed: disk on fire");
    }
    fails("without message", 500, "t: the task failed; the gateway's log says why");
    assertThat(logged.list).hasSize(2);
  }

  @Test
  void anErrorIsAnsweredWithoutItsText() {
    fails("error", 500, "t: the task failed; the gateway's log says why");
    fails("exception", 500, "t: the task failed: disk on fire");
  }

  @Test
  void aRefusalIsTheTasksOwnAnswerAndIsNotLogged() {
    fails("refusal", 400, "n: expected a number");
    fails("own code", 1234, "no such thing");
    assertThat(logged.list).isEmpty();
  }

  private void fails(String how, int code, String message) {
    ReplyException failure = rig.failure("t", how);
    assertThat(failure.failureCode()).isEqualTo(code);
    assertThat(failure.getMessage()).isEqualTo(message);
  }
}
