package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that work hard, die of it, or do not listen. */
final class ProcessLoadIT {

  private static final int ROUNDS = 40;
  private static final int KILLS = 4;
  private static final int AT_ONCE = 50;

  private final Workshop workshop = new Workshop(Workshop.quick(true), Workshop.START_TIMEOUT);

  @AfterEach
  void close() throws Exception {
    workshop.close();
  }

  @Test
  void oneFileOfPythonUsesSeveralProcessors() {
    List<ProcessInstance> four = workshop.run("spinners", Workshop.worker("py.spin"), 4);
    List<Future<Object>> asked = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      asked.add(workshop.ask("py.spin", new JsonObject().put("do", "spin").put("seconds", 0.2)));
    }
    TreeSet<Integer> pids = new TreeSet<>();
    asked.forEach(one -> pids.add((Integer) Wait.on(one)));

    assertThat(pids).hasSize(4);
    Wait.until(
        "the CPU time of each is seen",
        () -> four.stream().allMatch(one -> one.cpuSeconds() >= 0.4));
  }

  @Test
  void othersTakeOverFromAProcessThatIsKilledUnderLoad() {
    List<ProcessInstance> two = workshop.run("victims", Workshop.worker("py.victim"), 2);
    int failures = 0;
    int killed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      boolean kills = round % (ROUNDS / KILLS) == 0;
      if (kills) {
        Wait.until("both live", () -> two.stream().allMatch(ProcessInstance::alive));
      }
      List<Future<Object>> asked = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        asked.add(workshop.ask("py.victim", i));
      }
      if (kills) {
        kill("BUSWAY_NAME=victims", 1);
        killed++;
      }
      for (Future<Object> one : asked) {
        Wait.until("an answer", one::isComplete);
        if (one.failed()) {
          failures++;
          assertThat(((ReplyException) one.cause()).failureCode()).isEqualTo(503);
        }
      }
      int dead = killed;
      Wait.until("it is missed", () -> ended("victims") == dead);
    }
    assertThat(failures).isLessThanOrEqualTo(KILLS * AT_ONCE);
  }

  @Test
  void allComeBackAfterAllWereKilledAtOnce() {
    List<ProcessInstance> three = workshop.run("legion", Workshop.worker("py.legion"), 3);
    kill("BUSWAY_NAME=legion", 3);
    Wait.until("all have died", () -> ended("legion") == 3);
    Wait.until("all live", () -> three.stream().allMatch(ProcessInstance::alive));
    assertThat(Wait.on(workshop.ask("py.legion", 7))).isEqualTo(7);
  }

  @Test
  void aProcessThatDoesNotReadIsReplaced() {
    ProcessInstance one = workshop.run("mute", Workshop.worker("py.mute"), 1).getFirst();
    Future<Object> hangs = workshop.ask("py.mute", new JsonObject().put("do", "hang"));
    Wait.until("it hangs", () -> workshop.intake(one).pending() == 1);
    String large = "x".repeat(64 << 10);
    for (int i = 0; i < 20; i++) {
      workshop.gateway.bus().send("py.mute", large);
    }
    Wait.until("its request has failed", hangs::isComplete);
    assertThat(((ReplyException) hangs.cause()).failureCode()).isEqualTo(503);
    Wait.until("it was killed", () -> workshop.gateway.metric(exits("mute", "killed")) == 1);
    Wait.until("it lives", one::alive);
    assertThat(Wait.on(workshop.ask("py.mute", 7))).isEqualTo(7);
  }

  @Test
  void aProcessThatHangsUpIsReplaced() {
    ProcessInstance one = workshop.run("rude", Workshop.worker("py.rude"), 1).getFirst();
    Future<Object> asked = workshop.ask("py.rude", new JsonObject().put("do", "hangup"));
    Wait.until("its request has failed", asked::isComplete);
    assertThat(((ReplyException) asked.cause()).failureCode()).isEqualTo(503);
    Wait.until("it was killed", () -> workshop.gateway.metric(exits("rude", "killed")) == 1);
    Wait.until("it lives", one::alive);
    assertThat(Wait.on(workshop.ask("py.rude", 7))).isEqualTo(7);
  }

  @Test
  void whatAProcessWritesThatIsNoTextIsCutAndHoldsNobodyUp() {
    workshop.run("noisy", Workshop.worker("py.noisy", "garbage"), 1);
    assertThat(Wait.on(workshop.ask("py.noisy", 7))).isEqualTo(7);
    int longest = ProcessesConfig.DEFAULTS.maxLineBytes() + 100;
    Wait.until("its output is in the log", () -> workshop.lines.containsKey("noisy"));
    assertThat(workshop.lines.get("noisy"))
        .isNotEmpty()
        .allMatch(line -> line.length() <= longest)
        .element(0)
        .asString()
        .startsWith("xxxx");
  }

  @Test
  void theOthersServeWhileOneIsStoppedByASignalAndItGoesOnAfterwards() throws Exception {
    List<ProcessInstance> two = workshop.run("frozen", Workshop.worker("py.frozen"), 2);
    long pid = workshop.who("py.frozen").getInteger("pid");
    signal("STOP", pid);
    List<Future<Object>> asked = new ArrayList<>();
    for (int i = 0; i < 2 * AT_ONCE; i++) {
      asked.add(workshop.ask("py.frozen", i));
    }
    Wait.until(
        "the other has answered",
        () -> asked.stream().filter(Future::succeeded).count() == AT_ONCE);
    assertThat(asked).filteredOn(one -> !one.isComplete()).hasSize(AT_ONCE);
    assertThat(two).allMatch(ProcessInstance::alive);
    signal("CONT", pid);
    asked.forEach(Wait::on);
  }

  private static void signal(String name, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  /**
   * Those that were killed: its end may be heard of after that of its connection, which ends it.
   */
  private long ended(String name) {
    return workshop.gateway.metric(exits(name, "signal"))
        + workshop.gateway.metric(exits(name, "killed"));
  }

  private static String exits(String name, String cause) {
    return "process_exits_total{cause='" + cause + "',verticle='" + name + "'}";
  }

  private static void kill(String assignment, int most) {
    ProcessTable.now().stream()
        .filter(entry -> entry.has(assignment))
        .limit(most)
        .forEach(entry -> ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroyForcibly));
  }
}
