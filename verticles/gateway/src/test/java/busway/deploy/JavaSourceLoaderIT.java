package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaSourceLoaderIT {

  @TempDir Path folder;
  private final Rig rig = new Rig();

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  void compilesASourceWithSeveralClassesInAPackageWhateverItsFileIsCalled() throws IOException {
    Path file =
        Code.source(
            folder.resolve("any-name.java"),
            """
            package com.acme;
            import io.vertx.core.Future;
            import io.vertx.core.VerticleBase;
            record Name(String first) {}
            class Helper extends VerticleBase {}
            public class Main extends VerticleBase {
              enum Mood { GOOD }
              @Override public Future<?> start() {
                return vertx.eventBus().consumer("who", message -> {
                  Object answer = new Name("Ada") + " " + Mood.GOOD + " " + getClass().getName();
                  message.reply(answer);
                }).completion();
              }
            }
            """);
    DeploymentStatus status = rig.deploy(Rig.file("x", file));
    assertThat(rig.ask("who")).isEqualTo("Name[first=Ada] GOOD com.acme.Main");
    assertThat(status.files()).containsExactly(file);
  }

  @Test
  void takesTheFirstVerticleWhereNoneIsPublic() throws IOException {
    Path file =
        Code.source(
            folder.resolve("x.java"),
            """
            class None {}
            class First extends io.vertx.core.VerticleBase {
              @Override public io.vertx.core.Future<?> start() {
                return vertx.eventBus().consumer("first", m -> m.reply("first")).completion();
              }
            }
            class Second extends io.vertx.core.VerticleBase {}
            """);
    rig.deploy(Rig.file("x", file));
    assertThat(rig.ask("first")).isEqualTo("first");
  }

  @Test
  void saysWhereASourceIsWrongAndGoesOnWithTheOneBefore() throws IOException {
    Path file = Code.source(folder.resolve("x.java"), Code.answering("X", "x", "\"one\""));
    rig.deploy(Rig.file("x", file));
    Code.source(
        file,
        """
        public class X extends io.vertx.core.VerticleBase {
          int one = "text";
          Missing two;
        }
        """);
    DeployException refusal = Rig.refusal(rig.deployments.redeploy("x", config -> config));
    assertThat(refusal).hasMessage("verticle x (" + file + "): does not compile");
    assertThat(refusal.line())
        .startsWith("verticle x (" + file + "): does not compile: " + file + ":")
        .endsWith(" (and 1 more)");
    assertThat(refusal.problems())
        .containsExactlyInAnyOrder(
            new Problem(
                file, 2, 13, "incompatible types: java.lang.String cannot be converted to int"),
            new Problem(
                file, 3, 3, "cannot find symbol, symbol:   class Missing, location: class X"));
    assertThat(rig.find("x").problems()).isEqualTo(refusal.problems());
    assertThat(rig.find("x").state()).isEqualTo(DeploymentState.RUNNING);
    assertThat(rig.ask("x")).isEqualTo("one");
    Code.source(file, Code.answering("X", "x", "\"two\""));
    assertThat(rig.redeploy("x").problems()).isEmpty();
    assertThat(rig.ask("x")).isEqualTo("two");
  }

  @Test
  void saysWhatElseIsWrong() throws IOException {
    Path missing = folder.resolve("missing.java");
    assertThat(Rig.refusal(rig.deployments.deploy(Rig.file("a", missing))))
        .hasMessageEndingWith("): no such file (expected: a Java source that can be read)");
    Path none = Code.source(folder.resolve("none.java"), "record None(int n) {}");
    assertThat(Rig.refusal(rig.deployments.deploy(Rig.file("b", none))))
        .hasMessageEndingWith(
            "): has no verticle (expected: a class that extends io.vertx.core.VerticleBase)");
  }

  @Test
  void whereThereIsNoCompilerItSaysSo() throws IOException {
    Path file = Code.source(folder.resolve("x.java"), Code.answering("X", "x", "1"));
    JavaSourceLoader loader =
        new JavaSourceLoader(getClass().getClassLoader(), List.of(), () -> null);
    assertThatThrownBy(() -> loader.load(Rig.file("x", file)))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("this Java has no compiler (expected: a JDK, not a JRE; or a jar)");
  }
}
