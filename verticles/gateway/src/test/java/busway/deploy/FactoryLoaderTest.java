package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.Deployable;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.spi.VerticleFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactoryLoaderTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Wait.on(vertx.close());
  }

  /** Makes verticles of {@code x.fake}, and none of {@code bad.fake}. */
  private static final class Fake implements VerticleFactory {
    @Override
    public String prefix() {
      return "fake";
    }

    @Override
    public void createVerticle2(
        String name, ClassLoader classes, Promise<Callable<? extends Deployable>> promise) {
      if (name.startsWith("bad")) {
        promise.fail(new IllegalStateException("no such script"));
      } else {
        promise.complete(Samples.Good::new);
      }
    }
  }

  @Test
  void takesWhatAFactoryOfVertxTakesByItsPrefixOrSuffix() {
    vertx.registerVerticleFactory(new Fake());
    FactoryLoader loader = new FactoryLoader(vertx, getClass().getClassLoader());
    assertThat(loader.loads("a.fake")).isTrue();
    assertThat(loader.loads("fake:a")).isTrue();
    assertThat(loader.loads("com.acme.Fake")).isFalse();
    assertThat(loader.loads("a.js")).isFalse();
    Version version = loader.load(config("a.fake"));
    assertThat(version.instance()).isInstanceOf(Samples.Good.class);
    assertThat(version.instance()).isNotSameAs(version.instance());
  }

  @Test
  void saysWhyAFactoryMakesNone() {
    vertx.registerVerticleFactory(new Fake());
    FactoryLoader loader = new FactoryLoader(vertx, getClass().getClassLoader());
    assertThat(failure(() -> loader.load(config("bad.fake"))))
        .isInstanceOf(LoadException.class)
        .hasMessage("cannot be loaded: IllegalStateException: no such script");
  }

  @Test
  void saysWhichJarALanguageLacks() {
    MissingLanguages missing = new MissingLanguages();
    assertThat(missing.loads("com.acme.Main")).isFalse();
    assertThat(missing.loads("/a/b.rb")).isTrue();
    assertThat(failure(() -> missing.load(config("/a/b.rb"))))
        .hasMessageStartingWith("nothing here runs .rb (expected: ")
        .hasMessageEndingWith(" on the class path: classpath, --classpath)");
  }

  @Test
  void saysHowALanguageIsInstalled(@TempDir Path home) throws IOException {
    LanguageLoader loader = new LanguageLoader(vertx, getClass().getClassLoader(), home);
    assertThat(loader.loads("com.acme.Main")).isFalse();
    assertThat(loader.loads("/a/b.mjs")).isTrue();
    assertThat(failure(() -> loader.load(config("/a/b.py"))))
        .hasMessage(
            "Python is not installed (expected: in "
                + home.resolve("languages/python")
                + " what ./busway languages python puts into verticles/languages/python/target/lib"
                + " of the sources)");
    Files.createDirectories(home.resolve("verticles/languages/python"));
    Files.createFile(home.resolve("verticles/languages/python/pom.xml"));
    assertThat(failure(() -> loader.load(config("/a/b.py"))))
        .hasMessage("Python is not installed (expected: ./busway languages python, once)");
    Path jar = Files.createDirectories(home.resolve("languages/js")).resolve("a.jar");
    Files.createFile(jar);
    assertThat(Language.JAVASCRIPT.jars(home)).containsExactly(jar);
  }

  private static Throwable failure(ThrowableAssert.ThrowingCallable call) {
    return ThrowableAssert.catchThrowable(call);
  }

  private static VerticleConfig config(String main) {
    return new VerticleConfig("x", main, 1, Threading.EVENT_LOOP, Map.of());
  }
}
