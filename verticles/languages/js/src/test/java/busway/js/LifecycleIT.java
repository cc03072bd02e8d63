package busway.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.spi.VerticleFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleIT {

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

  @Test
  void anUndeployedScriptIsGone() {
    String script =
        """
        globalThis.canary = new (Java.type('busway.js.Canary'))();
        setInterval(() => vertx.eventBus().publish('tick', 1), 1);
        vertx.eventBus().consumer('a', async () => 'alive');
        """;
    for (int i = 0; i < 200; i++) {
      String id = bus.deploy("a.js", script);
      if (i % 50 == 0) {
        assertThat(bus.ask("a", 1)).isEqualTo("alive");
      }
      ScriptBus.done(bus.vertx.undeploy(id));
    }
    assertThatThrownBy(() -> bus.ask("a", 1)).hasMessageContaining("No handlers");
    ScriptBus.until(
        "all contexts are freed",
        () -> {
          System.gc();
          return Canary.alive() == 0;
        });
    assertThat(bus.log()).isEmpty();
  }

  @Test
  void aScriptThatCannotStartIsGoneToo() {
    String script =
        """
        globalThis.canary = new (Java.type('busway.js.Canary'))();
        vertx.eventBus().consumer('a', async () => 'alive');
        export function start() { throw new Error('no'); }
        """;
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> bus.deploy("a.js", script)).hasMessageContaining("Error: no");
    }
    assertThatThrownBy(() -> bus.ask("a", 1)).hasMessageContaining("No handlers");
    ScriptBus.until(
        "all contexts are freed",
        () -> {
          System.gc();
          return Canary.alive() == 0;
        });
  }

  @Test
  void whatNobodyWaitsForIsFinishedBeforeTheScriptIsStopped() {
    Queue<Object> heard = new ConcurrentLinkedQueue<>();
    bus.vertx.eventBus().consumer("heard", message -> heard.add(message.body()));
    String id =
        bus.deploy(
            "a.js",
            """
            const bus = vertx.eventBus();
            bus.consumer('note', async msg => {
              bus.publish('heard', 'begun');
              await new Promise(resolve => setTimeout(resolve, 100));
              bus.publish('heard', 'finished');
            });
            export function stop() { bus.publish('heard', 'stopped'); }
            """);
    bus.vertx.eventBus().publish("note", 1);
    ScriptBus.until("it has begun", () -> !heard.isEmpty());
    ScriptBus.done(bus.vertx.undeploy(id));
    ScriptBus.until("all is heard", () -> heard.size() == 3);
    assertThat(heard).containsExactly("begun", "finished", "stopped");
  }

  @Test
  void fiftyVersionsLeaveNothing() {
    for (int i = 0; i < 50; i++) {
      String id =
          bus.deploy(
              "a.js",
              "globalThis.canary = new (Java.type('busway.js.Canary'))();\n"
                  + "vertx.eventBus().consumer('a', async () => "
                  + i
                  + ");");
      assertThat(bus.ask("a", 1)).isEqualTo(i);
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
  void aVersionIsTheFilesAsTheyWere() throws Exception {
    Path lib = bus.write("lib/word.js", "export const word = 'one';");
    Path main =
        bus.write(
            "a.js",
            "import {word} from './lib/word.js'; vertx.eventBus().consumer('a', async () => word);");
    Callable<? extends Deployable> version = version(main);
    ScriptBus.done(bus.vertx.deployVerticle(version.call(), new DeploymentOptions()));
    bus.write("lib/word.js", "export const word = 'two';");
    ScriptBus.done(bus.vertx.deployVerticle(version.call(), new DeploymentOptions()));
    assertThat(List.of(bus.ask("a", 1), bus.ask("a", 1))).containsExactly("one", "one");
    List<Path> files = new ArrayList<>();
    ((Iterable<?>) version).forEach(file -> files.add((Path) file));
    assertThat(files).containsExactly(main, lib);
  }

  @Test
  void closingAVersionEndsAScriptThatNeverEnds() throws Exception {
    for (ThreadingModel threads : List.of(ThreadingModel.EVENT_LOOP, ThreadingModel.WORKER)) {
      Callable<? extends Deployable> version = version(bus.write("a.js", "while (true) {}"));
      Future<String> deployed =
          bus.vertx.deployVerticle(
              version.call(), new DeploymentOptions().setThreadingModel(threads));
      assertThat(ScriptBus.done(bus.vertx.timer(50).map("the loops go on"))).isNotEmpty();
      ((AutoCloseable) version).close();
      assertThatThrownBy(() -> ScriptBus.done(deployed)).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void aVersionThatIsClosedBeginsNoMore() throws Exception {
    Callable<? extends Deployable> version = version(bus.write("a.js", "while (true) {}"));
    Deployable late = version.call();
    ((AutoCloseable) version).close();
    assertThatThrownBy(
            () -> ScriptBus.done(bus.vertx.deployVerticle(late, new DeploymentOptions())))
        .hasMessage("a: its version was closed");
  }

  private Callable<? extends Deployable> version(Path main) {
    Promise<Callable<? extends Deployable>> made = Promise.promise();
    ServiceLoader.load(VerticleFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.prefix().equals("js"))
        .findFirst()
        .orElseThrow()
        .createVerticle2(main.toString(), getClass().getClassLoader(), made);
    return ScriptBus.done(made.future());
  }
}
