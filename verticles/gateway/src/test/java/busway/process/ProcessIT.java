package busway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.deploy.LoadException;
import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProcessIT {

  private final Workshop workshop = new Workshop();

  @AfterEach
  void close() throws Exception {
    workshop.close();
  }

  @Test
  void answersWhoeverAsks() {
    workshop.run("echoes", Workshop.worker("py.echo"), 1);
    assertThat(Wait.on(workshop.ask("py.echo", "hello"))).isEqualTo("hello");
    workshop
        .gateway
        .tcp()
        .says("{'type':'send','address':'py.echo','replyAddress':'r','body':[1.50]}")
        .hears("{'type':'message','address':'r','headers':{},'body':[1.5],'send':true}");
  }

  @Test
  void isToldWhoItIs() {
    workshop.run("known", Workshop.worker("py.who"), 1);
    JsonObject who = workshop.who("py.who");
    assertThat(who.getString("name")).isEqualTo("known");
    assertThat(who.getInteger("instance")).isZero();
    assertThat(who.getJsonObject("config").fieldNames()).containsExactly("clients");
    assertThat(Path.of(who.getString("folder")).getFileName()).hasToString("process");
    assertThat(who.getJsonArray("variables")).contains("BUSWAY_SOCKET", "BUSWAY_TOKEN", "PATH");
  }

  @Test
  void getsNothingWhileItIsHeld() {
    ProcessInstance held =
        Wait.on(workshop.start(workshop.version("held", Workshop.worker("py.held"), Map.of())));
    assertThat(workshop.intake(held).addresses()).containsExactly("py.held");
    assertThatThrownBy(() -> Wait.on(workshop.ask("py.held", 1)))
        .isInstanceOfSatisfying(
            ReplyException.class,
            e -> assertThat(e.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS));
    workshop.intake(held).open();
    assertThat(Wait.on(workshop.ask("py.held", 1))).isEqualTo(1);
    assertThat(workshop.intake(held).delivered()).isEqualTo(1);
  }

  @Test
  void instancesShareTheWork() {
    workshop.run("many", Workshop.worker("py.many"), 3);
    Set<Integer> pids = new TreeSet<>();
    for (int i = 0; i < 12; i++) {
      pids.add(workshop.who("py.many").getInteger("pid"));
    }
    assertThat(pids).hasSize(3);
  }

  @Test
  void whoAskedADeadProcessHearsItAtOnce() {
    List<ProcessInstance> two = workshop.run("mortal", Workshop.worker("py.mortal"), 2);
    long pid = workshop.who("py.mortal").getInteger("pid");
    List<Future<Object>> asked = new java.util.ArrayList<>();
    for (int i = 0; i < 4; i++) {
      asked.add(workshop.ask("py.mortal", new JsonObject().put("do", "hang")));
    }
    Wait.until(
        "all have been given",
        () -> two.stream().mapToLong(one -> workshop.intake(one).pending()).sum() == 4);
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Wait.until("two have failed", () -> asked.stream().filter(Future::isComplete).count() == 2);
    asked.stream()
        .filter(Future::failed)
        .map(one -> (ReplyException) one.cause())
        .forEach(
            e -> {
              assertThat(e.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
              assertThat(e.failureCode()).isEqualTo(503);
            });
  }

  @Test
  void isStartedAgainAfterItHasDied() {
    List<ProcessInstance> one = workshop.run("phoenix", Workshop.worker("py.phoenix"), 1);
    long pid = workshop.who("py.phoenix").getInteger("pid");
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    workshop.gateway.expect("process_restarts_total{verticle='phoenix'}", 1);
    Wait.until("it lives", () -> one.getFirst().alive());
    assertThat(workshop.who("py.phoenix").getInteger("pid")).isNotEqualTo((int) pid);
    workshop.gateway.expect("process_exits_total{cause='signal',verticle='phoenix'}", 1);
  }

  @Test
  void aStartThatFailsSaysWhy() {
    var version = workshop.version("broken", Workshop.worker("py.broken", "broken"), Map.of());
    assertThatThrownBy(() -> Wait.on(workshop.start(version)))
        .hasMessage("exited with code 3: cannot go on");
  }

  @Test
  void aMissingProgramIsNamed() {
    assertThatThrownBy(() -> workshop.version("none", "process:no-such-program x", Map.of()))
        .isInstanceOf(LoadException.class)
        .hasMessage(
            "process: no-such-program: no such program (expected: one in a folder of PATH, or a"
                + " path)");
  }

  @Test
  void leavesNobodyBehind() {
    ProcessInstance one =
        workshop.run("parents", Workshop.worker("py.family", "family"), 1).getFirst();
    String name = "BUSWAY_NAME=parents";
    assertThat(alive(name)).isEqualTo(3);
    Wait.on(workshop.undeploy(one));
    Wait.until("nobody is left", () -> alive(name) == 0);
  }

  @Test
  void isKilledIfItDoesNotListen() {
    ProcessInstance one = workshop.run("deaf", Workshop.worker("py.deaf", "deaf"), 1).getFirst();
    Wait.on(workshop.undeploy(one));
    Wait.until("it is gone", () -> alive("BUSWAY_NAME=deaf") == 0);
    workshop.gateway.expect("process_exits_total{cause='killed',verticle='deaf'}", 1);
  }

  @Test
  void isStartedAndStoppedThoughOthersBlockTheThreadsOfVertx() {
    CountDownLatch free = new CountDownLatch(1);
    int threads = VertxOptions.DEFAULT_WORKER_POOL_SIZE;
    List<Future<Boolean>> blocking = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      blocking.add(
          workshop.gateway.vertx().executeBlocking(() -> free.await(2, TimeUnit.MINUTES), false));
    }
    try {
      ProcessInstance one = workshop.run("free", Workshop.worker("py.free"), 1).getFirst();
      assertThat(Wait.on(workshop.ask("py.free", 1))).isEqualTo(1);
      Wait.on(workshop.undeploy(one));
      assertThat(blocking).noneMatch(Future::isComplete);
    } finally {
      free.countDown();
    }
    blocking.forEach(Wait::on);
  }

  @Test
  void aFloodOfOutputIsCut() {
    workshop.run("chatty", Workshop.worker("py.chatty", "flood"), 1);
    assertThat(Wait.on(workshop.ask("py.chatty", 1))).isEqualTo(1);
    assertThat(workshop.lines.get("chatty").getFirst()).isEqualTo("line 0");
    assertThat(workshop.gateway.metric("process_log_dropped_total{verticle='chatty'}"))
        .isGreaterThan(100_000);
  }

  private static long alive(String assignment) {
    return ProcessTable.now().stream().filter(entry -> entry.has(assignment)).count();
  }
}
