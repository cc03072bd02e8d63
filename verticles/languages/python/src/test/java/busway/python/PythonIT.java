package busway.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One deployment serves most tests, for the first one takes long. */
class PythonIT {

  private static final String SCRIPT =
      """
      from datetime import date
      from lib.words import word

      count = 0
      ticks = []
      periodic = vertx.set_periodic(0.001, lambda: ticks.append(1))

      @vertx.consumer("echo")
      def echo(msg):
          msg.reply(msg.body)

      @vertx.consumer("kind")
      def kind(msg):
          return type(msg.body).__name__

      @vertx.consumer("hello")
      async def hello(msg):
          await vertx.sleep(0.001)
          return {"hi": msg.body["name"], "headers": msg.headers, "send": msg.is_send}

      @vertx.consumer("ask")
      async def ask(msg):
          reply = await vertx.event_bus.request("hello", {"name": "Ada"}, {"k": "v"}, timeout=20)
          return reply.body

      @vertx.consumer("made")
      def made(msg):
          return {"date": date(2026, 1, 2), "set": {1}, "bytes": b"\\xfb\\xff", "big": 2**62}

      @vertx.consumer("word")
      def said(msg):
          return [word, config["word"], __name__]

      @vertx.consumer("fail")
      def fail(msg):
          msg.fail(404, "no such thing")

      @vertx.consumer("passed")
      async def passed(msg):
          await vertx.event_bus.request("fail")

      @vertx.consumer("thrown")
      def thrown(msg):
          return 1 / 0

      @vertx.consumer("rejected")
      async def rejected(msg):
          await vertx.sleep(0.001)
          raise KeyError("k")

      @vertx.consumer("unsendable")
      def unsendable(msg):
          return {"f": fail}

      @vertx.consumer("nobody")
      async def nobody(msg):
          try:
              await vertx.event_bus.request("no one", 1)
          except vertx.ReplyError as error:
              return [error.kind, error.code]

      @vertx.consumer("ticks")
      async def ticked(msg):
          while len(ticks) < 3:
              await vertx.sleep(0.001)
          vertx.cancel_timer(periodic)
          return "three"

      @vertx.consumer("once")
      async def once(msg):
          global count
          count += 1
          one = vertx.event_bus.consumer("temporary", lambda msg: "here")
          here = (await vertx.event_bus.request("temporary")).body
          await one.unregister()
          return [here, count]

      def bad():
          raise ValueError("tick")

      vertx.set_timer(0.001, bad)
      print("loaded", 1)

      async def start():
          await vertx.sleep(0.001)

      async def stop():
          await vertx.event_bus.request("last", "words")
      """;

  @TempDir static Path folder;
  private static ScriptBus bus;

  @BeforeAll
  static void open() {
    bus = new ScriptBus(folder);
    bus.write("lib/words.py", "word = 'imported'\n");
    bus.deploy(
        "app.py",
        SCRIPT,
        new DeploymentOptions().setConfig(new JsonObject().put("word", "configured")));
  }

  @AfterAll
  static void close() {
    bus.vertx.eventBus().consumer("last", msg -> msg.reply(null));
    bus.close();
  }

  @Test
  void bodiesArriveAsNativeValuesAndReturnAsTheyWere() {
    Object[][] table = {
      {null, "NoneType"},
      {"", "str"},
      {"\u00e9\ud83d\ude8c", "str"},
      {true, "bool"},
      {-7, "int"},
      {1.5, "float"},
      {Long.MIN_VALUE, "int"},
      {new JsonArray().add(1).add(new JsonArray()).addNull(), "list"},
      {new JsonObject().put("a", new JsonObject().putNull("b").put("c", 1.25)), "dict"},
      {new JsonObject().put("id", 9_007_199_254_740_993L), "dict"},
      {new JsonObject(), "dict"},
      {Buffer.buffer(new byte[] {0, 1, -1}), "bytes"},
    };
    for (Object[] row : table) {
      assertThat(bus.ask("echo", row[0])).isEqualTo(row[0]);
      assertThat(bus.ask("kind", row[0])).as(String.valueOf(row[0])).isEqualTo(row[1]);
    }
  }

  @Test
  void whatJsonHasNoWordForLeavesAsText() {
    assertThat(bus.ask("made", null))
        .isEqualTo(
            new JsonObject()
                .put("date", "2026-01-02")
                .put("set", new JsonArray().add(1))
                .put("bytes", "-_8")
                .put("big", 1L << 62));
    bus.fails(
        "unsendable",
        1,
        500,
        "TypeError: function: not for JSON (expected: dict, list, str, number, bool, None, bytes,"
            + " a set or a date)");
  }

  @Test
  void asyncHandlersAwaitReplies() {
    assertThat(bus.ask("ask", 1))
        .isEqualTo(
            new JsonObject()
                .put("hi", "Ada")
                .put("headers", new JsonObject().put("k", "v"))
                .put("send", true));
    var options = new DeliveryOptions().addHeader("a", "b");
    var reply = bus.vertx.eventBus().request("hello", new JsonObject().put("name", "B"), options);
    assertThat(((JsonObject) ScriptBus.done(reply).body()).getJsonObject("headers"))
        .isEqualTo(new JsonObject().put("a", "b"));
  }

  @Test
  void modulesAndConfigAreThere() {
    assertThat(bus.ask("word", 1))
        .isEqualTo(new JsonArray().add("imported").add("configured").add("app"));
  }

  @Test
  void failuresHaveTheCodeAndTheWords() {
    bus.fails("fail", 1, 404, "no such thing");
    bus.fails("passed", 1, 404, "no such thing");
    bus.fails("thrown", 1, 500, "ZeroDivisionError: division by zero");
    bus.fails("rejected", 1, 500, "KeyError: 'k'");
    assertThat(bus.ask("nobody", 1)).isEqualTo(new JsonArray().add("NO_HANDLERS").add(-1));
    assertThat(bus.log())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("ERROR verticle.app ")
                    .contains("app.py:44:", "ZeroDivisionError"))
        .anySatisfy(line -> assertThat(line).contains("app.py:49:", "KeyError: 'k'"));
  }

  @Test
  void timersTickAndTheirErrorsAreLogged() {
    assertThat(bus.ask("ticks", 1)).isEqualTo("three");
    ScriptBus.until(
        "the error is logged",
        () -> bus.log().stream().anyMatch(line -> line.contains("ValueError: tick")));
    assertThat(bus.log()).contains("INFO verticle.app loaded 1");
  }

  @Test
  void consumersLeave() {
    assertThat(((JsonArray) bus.ask("once", 1)).getString(0)).isEqualTo("here");
    assertThatThrownBy(() -> bus.ask("temporary", 1)).hasMessageContaining("No handlers");
  }

  @Test
  void asyncioAndLoggingRunOnTheVerticlesContextAndInstancesShareNothing() {
    String id =
        bus.deploy(
            "aio.py",
            """
            import asyncio, logging
            count = 0

            @vertx.consumer("aio")
            async def aio(msg):
                global count
                count += 1
                async def later(value):
                    await asyncio.sleep(0.002)
                    return (await vertx.event_bus.request("echo", value)).body
                got = await asyncio.gather(later(1), later(2), vertx.event_bus.request("word"))
                got[2] = got[2].body[0]
                try:
                    await asyncio.wait_for(asyncio.sleep(60), 0.01)
                except asyncio.TimeoutError:
                    got.append(await asyncio.to_thread(lambda: "timed out"))
                return got + [count]

            async def start():
                await asyncio.sleep(0)
                logging.warning("careful %s", 1)

            async def stop():
                vertx.event_bus.publish("stopped", 1)
            """,
            new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER).setInstances(2));
    JsonArray got = new JsonArray().add(1).add(2).add("imported").add("timed out");
    List<Object> replies = List.of(bus.ask("aio", 1), bus.ask("aio", 1));
    assertThat(replies).containsOnly(got.copy().add(1));
    assertThat(bus.log()).contains("WARN verticle.aio careful 1");
    ScriptBus.done(bus.vertx.undeploy(id));
    assertThatThrownBy(() -> bus.ask("aio", 1)).hasMessageContaining("No handlers");
  }

  @Test
  void whatNobodyWaitsForIsFinishedBeforeTheScriptIsStopped() {
    List<Object> heard = new CopyOnWriteArrayList<>();
    bus.vertx.eventBus().consumer("heard", message -> heard.add(message.body()));
    String id =
        bus.deploy(
            "note.py",
            """
            @vertx.consumer("note")
            async def note(msg):
                vertx.event_bus.publish("heard", "begun")
                await vertx.sleep(0.1)
                vertx.event_bus.publish("heard", "finished")

            def stop():
                vertx.event_bus.publish("heard", "stopped")
            """);
    bus.vertx.eventBus().publish("note", 1);
    ScriptBus.until("it has begun", () -> !heard.isEmpty());
    ScriptBus.done(bus.vertx.undeploy(id));
    ScriptBus.until("all is heard", () -> heard.size() == 3);
    assertThat(heard).containsExactly("begun", "finished", "stopped");
  }

  /** {@code -Dbusway.cycles=200} has more of them. */
  @Test
  void versionsThatAreUndeployedLeaveNothing() {
    for (int i = 0; i < Integer.getInteger("busway.cycles", 5); i++) {
      String id =
          bus.deploy(
              "cycle.py",
              "import java\ncanary = java.type('busway.python.Canary')()\n"
                  + "vertx.set_periodic(0.001, lambda: vertx.event_bus.publish('tick', 1))\n"
                  + "vertx.consumer('cycle')(lambda msg: "
                  + i
                  + ")\n");
      assertThat(bus.ask("cycle", 1)).isEqualTo(i);
      ScriptBus.done(bus.vertx.undeploy(id));
    }
    ScriptBus.until(
        "all contexts are freed",
        () -> {
          System.gc();
          return Canary.alive() == 0;
        });
  }

  @Test
  void errorsWhileStartingFailTheDeploymentWithTheirPlace() {
    assertThatThrownBy(() -> bus.deploy("bad.py", "a = 1\nb = = 2\n"))
        .hasMessageStartingWith(folder.resolve("bad.py") + ":2:5: SyntaxError: ");
    assertThatThrownBy(() -> bus.deploy("b.py", "async def start():\n    missing()\n"))
        .hasMessageStartingWith(folder.resolve("b.py") + ":2:")
        .hasMessageContaining("NameError: name 'missing' is not defined");
  }
}
