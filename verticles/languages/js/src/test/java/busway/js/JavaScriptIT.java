package busway.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaScriptIT {

  @TempDir Path folder;
  private ScriptBus bus;

  @BeforeEach
  void open() {
    bus = new ScriptBus(folder);
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello.js", "hello.mjs"})
  void aConsumerReplies(String file) {
    bus.deploy(
        file, "vertx.eventBus().consumer('hello', msg => msg.reply({hi: msg.body().name}));");
    assertThat(bus.ask("hello", new JsonObject().put("name", "Ada")))
        .isEqualTo(new JsonObject().put("hi", "Ada"));
  }

  @Test
  void thePrefixNamesTheLanguageOfAFileWithAnySuffix() {
    Path file = bus.write("app.txt", "vertx.eventBus().consumer('a', async () => 1);");
    ScriptBus.done(bus.vertx.deployVerticle("js:" + file));
    assertThat(bus.ask("a", null)).isEqualTo(1);
  }

  @Test
  void whatAnAsyncHandlerReturnsIsTheReply() {
    bus.deploy(
        "a.js",
        """
        const bus = vertx.eventBus();
        bus.consumer('twice', async msg => msg.body() * 2);
        bus.consumer('sum', async msg => {
          const [a, b] = await Promise.all(msg.body().map(n => bus.request('twice', n)));
          return {sum: a.body() + b.body()};
        });
        bus.consumer('late', async msg => { setTimeout(() => msg.reply('late'), 5); });
        """);
    assertThat(bus.ask("sum", new JsonArray().add(3).add(4)))
        .isEqualTo(new JsonObject().put("sum", 14));
    assertThat(bus.ask("late", 1)).isEqualTo("late");
  }

  @Test
  void whatAHandlerReturnsThatIsNotAsyncIsNoReply() {
    bus.deploy(
        "sync.js",
        """
        vertx.eventBus().consumer('sync', msg => {
          setTimeout(() => msg.reply('replied'), 5);
          return 'returned';
        });
        """);
    assertThat(bus.ask("sync", 1)).isEqualTo("replied");
  }

  @Test
  void bodiesArriveAsNativeValuesAndReturnAsTheyWere() {
    bus.deploy(
        "echo.js",
        """
        vertx.eventBus().consumer('echo', msg => msg.reply(msg.body()));
        vertx.eventBus().consumer('kind', async msg => {
          const body = msg.body();
          return Array.isArray(body) ? 'array'
            : body instanceof Uint8Array ? 'bytes'
            : body === null ? 'null'
            : body instanceof Object ? 'object'
            : typeof body;
        });
        """);
    Object[][] table = {
      {null, "null"},
      {"", "string"},
      {"\u00e9\ud83d\ude8c", "string"},
      {true, "boolean"},
      {0, "number"},
      {-7, "number"},
      {1.5, "number"},
      {9_007_199_254_740_991L, "number"},
      {9_007_199_254_740_993L, "bigint"},
      {Long.MIN_VALUE, "bigint"},
      {new JsonArray().add(1).add(new JsonArray()).addNull(), "array"},
      {new JsonObject().put("a", new JsonObject().putNull("b").put("c", 1.25)), "object"},
      {new JsonObject().put("id", 9_007_199_254_740_993L), "object"},
      {new JsonObject(), "object"},
      {Buffer.buffer(new byte[] {0, 1, -1}), "bytes"},
    };
    for (Object[] row : table) {
      assertThat(bus.ask("echo", row[0])).isEqualTo(row[0]);
      assertThat(bus.ask("kind", row[0])).as(String.valueOf(row[0])).isEqualTo(row[1]);
    }
  }

  @Test
  void whatJsonHasNoWordForLeavesAsJavaScriptSpellsIt() {
    bus.deploy(
        "a.js",
        """
        vertx.eventBus().consumer('a', async () => ({
          gone: undefined, nan: NaN, date: new Date(0), big: 2n ** 62n,
          bytes: new Uint8Array([251, 255, 1, 2]), list: [undefined], nothing: null }));
        """);
    assertThat(bus.ask("a", null))
        .isEqualTo(
            new JsonObject()
                .putNull("nan")
                .put("date", "1970-01-01T00:00:00.000Z")
                .put("big", 1L << 62)
                .put("bytes", "-_8BAg")
                .put("list", new JsonArray().addNull())
                .putNull("nothing"));
  }

  @Test
  void headersAndAddressesAreThere() {
    bus.deploy(
        "a.js",
        """
        const bus = vertx.eventBus();
        bus.consumer('a', async msg =>
          ({address: msg.address(), headers: msg.headers(), send: msg.isSend()}));
        bus.consumer('b', async msg =>
          (await bus.request('a', null, {headers: {k: 'v'}, timeout: 5000})).body());
        """);
    JsonObject expected =
        new JsonObject()
            .put("address", "a")
            .put("headers", new JsonObject().put("k", "v"))
            .put("send", true);
    assertThat(bus.ask("b", null)).isEqualTo(expected);
    DeliveryOptions options = new DeliveryOptions().addHeader("k", "v");
    Message<Object> reply = ScriptBus.done(bus.vertx.eventBus().request("a", null, options));
    assertThat(reply.body()).isEqualTo(expected);
  }

  @Test
  void whoComesFromOlderVertxIsToldOrUnderstood() {
    bus.deploy(
        "a.js",
        """
        const bus = vertx.eventBus();
        bus.consumer('get', msg => msg.reply([msg.headers().get('K'), msg.headers().get('no') ?? 'none']));
        bus.consumer('callback', () => { bus.request('get', 1, reply => {}); });
        bus.consumer('timer', msg => { const id = vertx.setTimer(1, own => msg.reply(own === id)); });
        bus.consumer('blocking', () => { vertx.executeBlocking(() => 1); });
        """);
    DeliveryOptions options = new DeliveryOptions().addHeader("k", "v");
    Message<Object> reply = ScriptBus.done(bus.vertx.eventBus().request("get", null, options));
    assertThat(reply.body()).isEqualTo(new JsonArray().add("v").add("none"));
    assertThat(bus.ask("timer", 1)).isEqualTo(true);
    bus.fails(
        "callback",
        1,
        500,
        "TypeError: request: a function (expected: options; await request(..) for a reply)");
    bus.fails(
        "blocking",
        1,
        500,
        "Error: executeBlocking: a script has one thread (expected: threading: worker, of this"
            + " verticle or of one that it asks)");
  }

  @Test
  void repliesCanBeRepliedTo() {
    bus.deploy(
        "a.js",
        """
        const bus = vertx.eventBus();
        bus.consumer('first', async msg => {
          const second = await msg.replyAndRequest(msg.body() + 1);
          second.reply(second.body() + 1);
        });
        bus.consumer('go', async () => {
          const first = await bus.request('first', 1);
          const third = await first.replyAndRequest(first.body() + 1);
          return third.body();
        });
        """);
    assertThat(bus.ask("go", null)).isEqualTo(4);
  }

  @Test
  void publishedMessagesReachAllAndSentOnesOne() {
    bus.deploy(
        "a.js",
        """
        const bus = vertx.eventBus();
        let heard = 0;
        const first = bus.consumer('news', () => { heard++; });
        bus.consumer('news', () => { heard++; });
        bus.consumer('heard', async () => heard);
        bus.consumer('go', async () => { bus.publish('news', 1); bus.send('news', 2); return 'ok'; });
        bus.consumer('leave', async () => { await first.unregister(); return first.address(); });
        """);
    bus.ask("go", null);
    ScriptBus.until("three heard", () -> bus.ask("heard", null).equals(3));
    assertThat(bus.ask("leave", null)).isEqualTo("news");
    bus.ask("go", null);
    ScriptBus.until("two more heard", () -> bus.ask("heard", null).equals(5));
  }

  @Test
  void failuresHaveTheCodeAndTheWords() {
    bus.deploy(
        "a.js",
        """
        const bus = vertx.eventBus();
        bus.consumer('fail', msg => msg.fail(404, 'no such thing'));
        bus.consumer('coded', async () => { throw Object.assign(new Error('pay'), {code: 402}); });
        bus.consumer('passed', async () => await bus.request('fail', null));
        bus.consumer('thrown', () => { null.x; });
        bus.consumer('rejected', async () => { await null; throw new RangeError('far'); });
        bus.consumer('nobody', async () => {
          try { await bus.request('no one', 1); } catch (e) { return [e.name, e.kind, e.code]; }
        });
        """);
    bus.fails("fail", 1, 404, "no such thing");
    bus.fails("coded", 1, 402, "pay");
    bus.fails("passed", 1, 404, "no such thing");
    bus.fails("thrown", 1, 500, "TypeError: Cannot read property 'x' of null");
    bus.fails("rejected", 1, 500, "RangeError: far");
    assertThat(bus.ask("nobody", 1))
        .isEqualTo(new JsonArray().add("ReplyError").add("NO_HANDLERS").add(-1));
    assertThat(bus.log())
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("ERROR verticle.a " + folder.resolve("a.js") + ":5:")
                    .contains("TypeError: Cannot read"))
        .anySatisfy(line -> assertThat(line).contains("a.js:6:").contains("RangeError: far"));
  }

  @Test
  void anErrorInATimerIsLoggedAndTheVerticleGoesOn() {
    bus.deploy(
        "a.js",
        """
        setTimeout(() => { throw new Error('tick'); }, 1);
        setTimeout(async () => { throw new Error('tock'); }, 1);
        queueMicrotask(() => { throw new Error('micro'); });
        vertx.eventBus().consumer('a', async () => 'alive');
        """);
    ScriptBus.until("three logged", () -> bus.log().size() == 3);
    assertThat(bus.log())
        .anySatisfy(line -> assertThat(line).contains("a.js:1:", "Error: tick"))
        .anySatisfy(line -> assertThat(line).contains("a.js:2:", "Error: tock"))
        .anySatisfy(line -> assertThat(line).contains("a.js:3:", "Error: micro"));
    assertThat(bus.ask("a", 1)).isEqualTo("alive");
  }

  @Test
  void timersRunOnceAgainAndNotWhenCancelled() {
    bus.deploy(
        "a.js",
        """
        let ticks = 0, gone = 0;
        const every = setInterval(n => { if ((ticks += n) === 3) clearInterval(every); }, 1, 1);
        clearTimeout(setTimeout(() => gone++, 1));
        clearTimeout(undefined);
        const ended = new Promise(resolve => setTimeout(resolve, 40, 'end'));
        vertx.eventBus().consumer('a', async () => [await ended, ticks, gone]);
        """);
    ScriptBus.until("three ticks", () -> ((JsonArray) bus.ask("a", 1)).getInteger(1).equals(3));
    assertThat(bus.ask("a", 1)).isEqualTo(new JsonArray().add("end").add(3).add(0));
  }

  @Test
  void startAndStopAreAwaited() {
    String id =
        bus.deploy(
            "a.js",
            """
            const wait = ms => new Promise(resolve => setTimeout(resolve, ms));
            const top = await wait(5).then(() => config.word);
            export async function start() {
              await wait(5);
              vertx.eventBus().consumer('a', async () => top);
            }
            export async function stop() {
              await wait(5);
              await vertx.eventBus().request('last', 'words');
            }
            """,
            new DeploymentOptions().setConfig(new JsonObject().put("word", "yes")));
    assertThat(bus.ask("a", 1)).isEqualTo("yes");
    Set<Object> words = new HashSet<>();
    bus.vertx
        .eventBus()
        .consumer(
            "last",
            msg -> {
              words.add(msg.body());
              msg.reply(null);
            });
    ScriptBus.done(bus.vertx.undeploy(id));
    assertThat(words).containsExactly("words");
    assertThatThrownBy(() -> bus.ask("a", 1)).hasMessageContaining("No handlers");
  }

  @Test
  void modulesAndJsonAreImportedRelatively() {
    bus.write("lib/add.mjs", "import {one} from './one.js'; export const add = n => n + one;");
    bus.write("lib/one.js", "export const one = 1;");
    bus.write("data.json", "{\"n\": 41}");
    bus.deploy(
        "a.js",
        """
        import {add} from './lib/add.mjs';
        import data from './data.json' with {type: 'json'};
        vertx.eventBus().consumer('a', async () => add(data.n));
        """);
    assertThat(bus.ask("a", 1)).isEqualTo(42);
  }

  @Test
  void instancesShareNoGlobals() {
    bus.deploy(
        "a.js",
        """
        globalThis.count = 0;
        vertx.eventBus().consumer('a', async () => ++count);
        """,
        new DeploymentOptions().setInstances(2));
    assertThat(List.of(bus.ask("a", 1), bus.ask("a", 1), bus.ask("a", 1), bus.ask("a", 1)))
        .containsExactlyInAnyOrder(1, 1, 2, 2);
  }

  @Test
  void instancesRunOnLoopsOfTheirOwn() {
    bus.deploy(
        "a.js",
        """
        const Thread = Java.type('java.lang.Thread');
        vertx.eventBus().consumer('a', async () => Thread.currentThread().getName());
        """,
        new DeploymentOptions().setInstances(3));
    Set<Object> threads = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      threads.add(bus.ask("a", 1));
    }
    assertThat(threads)
        .hasSize(3)
        .allSatisfy(name -> assertThat((String) name).contains("eventloop"));
  }

  @Test
  void aWorkerMayBlock() {
    bus.deploy(
        "a.js",
        """
        const Thread = Java.type('java.lang.Thread');
        vertx.eventBus().consumer('a', async msg => {
          Thread.sleep(20);
          const reply = await vertx.eventBus().request('b', msg.body());
          return reply.body() + Thread.currentThread().getName();
        });
        vertx.eventBus().consumer('b', async msg => msg.body() + 1);
        """,
        new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
    for (int i = 0; i < 20; i++) {
      assertThat((String) bus.ask("a", i)).startsWith((i + 1) + "vert.x-worker");
    }
  }

  @Test
  void virtualThreadsAreRefused() {
    DeploymentOptions options =
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    assertThatThrownBy(() -> bus.deploy("a.js", "", options))
        .hasMessage("threading: virtual-thread (expected: event-loop or worker)");
  }

  @Test
  void theConsoleIsTheLog() {
    bus.deploy(
        "app.js",
        """
        console.log('a', 1, {b: [2]}, null, undefined);
        console.warn('careful');
        console.error(new Error('bad'));
        """);
    assertThat(bus.log().subList(0, 2))
        .containsExactly(
            "INFO verticle.app a 1 {\"b\":[2]} null undefined", "WARN verticle.app careful");
    assertThat(bus.log().get(2)).startsWith("ERROR verticle.app Error: bad").contains("app.js:3");
  }

  @Test
  void aSyntaxErrorFailsTheDeploymentWithItsPlace() {
    assertThatThrownBy(() -> bus.deploy("bad.js", "const a = 1;\nconst b = = 2;\n"))
        .hasMessageStartingWith(folder.resolve("bad.js") + ":2:11: SyntaxError: ");
    bus.write("lib.js", "\n\n  }");
    assertThatThrownBy(() -> bus.deploy("good.js", "import './lib.js';"))
        .hasMessageStartingWith(folder.resolve("lib.js") + ":3:3: SyntaxError: ");
  }

  @Test
  void anErrorWhileStartingFailsTheDeploymentWithItsPlace() {
    assertThatThrownBy(() -> bus.deploy("a.js", "\n  missing();"))
        .hasMessageStartingWith(
            folder.resolve("a.js") + ":2:3: ReferenceError: missing is not defined");
    assertThatThrownBy(
            () -> bus.deploy("b.js", "export async function start() { throw new Error('no'); }"))
        .hasMessageStartingWith(folder.resolve("b.js") + ":1:")
        .hasMessageContaining("Error: no");
    assertThatThrownBy(() -> bus.deploy("c.js", "import './gone.js';"))
        .hasMessageContaining("gone.js");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ScriptBus.done(bus.vertx.deployVerticle("gone.js")))
        .hasMessage("gone.js: no such file");
  }
}
