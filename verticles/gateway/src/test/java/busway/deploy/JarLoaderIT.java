package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarLoaderIT {

  private static final Map<String, String> MAIN = Map.of("Main-Verticle", "Main");

  @TempDir Path folder;
  private final Rig rig = new Rig();

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  void deploysTheVerticleOfTheManifestOrTheOneThatIsAskedFor() throws IOException {
    Path jar =
        Code.jar(
            folder.resolve("a.jar"),
            MAIN,
            Map.of(
                "Main", Code.answering("Main", "main", "\"main\""),
                "Other", Code.answering("Other", "other", "\"other\"")));
    DeploymentStatus status = rig.deploy(Rig.file("main", jar));
    rig.deploy(Rig.file("other", Path.of(jar + "!Other")));
    assertThat(rig.ask("main")).isEqualTo("main");
    assertThat(rig.ask("other")).isEqualTo("other");
    assertThat(status.files()).containsExactly(jar);
  }

  @Test
  void twoVersionsOfOneLibraryLiveSideBySide() throws IOException {
    Path one = withLibrary("one", "lib/library.jar", MAIN);
    Path two =
        withLibrary(
            "two",
            "elsewhere/library.jar",
            Map.of("Main-Verticle", "Main", "Class-Path", "elsewhere/library.jar gone.jar"));
    rig.deploy(Rig.file("one", one));
    DeploymentStatus status = rig.deploy(Rig.file("two", two));
    assertThat(rig.ask("one")).isEqualTo("library of one, text of one");
    assertThat(rig.ask("two")).isEqualTo("library of two, text of two");
    assertThat(status.files())
        .containsExactly(two, two.resolveSibling("elsewhere").resolve("library.jar"));
  }

  @Test
  void itsClassesComeFirstButNotThoseThatBothSidesShare() throws IOException {
    String main =
        Code.answering(
            "Main",
            "whose",
            "org.assertj.core.api.Assertions.class.getClassLoader() == getClass().getClassLoader()"
                + " || io.vertx.core.Vertx.class.getClassLoader() == getClass().getClassLoader()"
                + " ? \"its own\" : \"shared\"");
    rig.deploy(Rig.file("x", Code.jar(folder.resolve("x.jar"), MAIN, Map.of("Main", main))));
    assertThat(rig.ask("whose")).isEqualTo("shared");
  }

  @Test
  void replacingTheFileDoesNoHarmAndARedeploymentTakesTheNewOne() throws IOException {
    Path jar = folder.resolve("x.jar");
    Map<String, String> late =
        Map.of(
            "Main",
            Code.answering("Main", "version", "Late.NAME.toString()"),
            "Late",
            "class Late { static final Object NAME = \"1\"; }");
    Code.jar(jar, MAIN, late);
    rig.deploy(Rig.file("x", jar));
    Path next = folder.resolve("next.jar");
    Code.jar(next, MAIN, Map.of("Main", Code.answering("Main", "version", "\"2\"")));
    Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);
    assertThat(rig.ask("version")).isEqualTo("1");
    Files.writeString(jar, "no jar");
    DeployException refusal = Rig.refusal(rig.deployments.redeploy("x", config -> config));
    assertThat(refusal).hasMessageContaining("x.jar): cannot be read as a jar: ");
    assertThat(rig.ask("version")).isEqualTo("1");
    Code.jar(jar, MAIN, Map.of("Main", Code.answering("Main", "version", "\"3\"")));
    rig.redeploy("x");
    assertThat(rig.ask("version")).isEqualTo("3");
  }

  @Test
  void nothingOfItStaysInTheFolderForTemporaryFiles() throws IOException {
    String name = "stays" + System.nanoTime();
    Path jar =
        Code.jar(folder.resolve("x.jar"), MAIN, Map.of("Main", Code.answering("Main", "a", "1")));
    rig.deploy(Rig.file(name, jar));
    assertThat(copies(name)).hasSize(1);
    rig.redeploy(name);
    assertThat(copies(name)).hasSize(1);
    rig.undeploy(name);
    assertThat(copies(name)).isEmpty();
    Rig.refusal(rig.deployments.deploy(Rig.file(name, Path.of(jar + "!Nobody"))));
    assertThat(copies(name)).isEmpty();
    Path throwing =
        Code.jar(
            folder.resolve("throws.jar"),
            MAIN,
            Map.of(
                "Main",
                "public class Main { static { if (true) throw new AssertionError(\"never\"); } }"));
    assertThat(Rig.refusal(rig.deployments.deploy(Rig.file(name, throwing))))
        .hasMessageEndingWith("did not start: AssertionError: never");
    assertThat(copies(name)).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithAJar() throws IOException {
    Path jar = Code.jar(folder.resolve("x.jar"), Map.of(), Map.of("Main", "public class Main {}"));
    assertThat(reason(folder.resolve("missing.jar")))
        .isEqualTo("no such file (expected: a jar that can be read)");
    assertThat(reason(jar))
        .isEqualTo(
            "names no verticle (expected: Main-Verticle in its manifest, or x.jar!com.acme.Main)");
    assertThat(reason(Path.of(jar + "!Nobody"))).isEqualTo("class not found in the jar: Nobody");
    assertThat(reason(Path.of(jar + "!Main")))
        .isEqualTo("is no verticle (expected: a class that extends io.vertx.core.VerticleBase)");
  }

  private String reason(Path main) {
    DeployException refusal = Rig.refusal(rig.deployments.deploy(Rig.file("bad", main)));
    return refusal.getMessage().replace("verticle bad (" + main + "): ", "");
  }

  private Path withLibrary(String name, String library, Map<String, String> manifest)
      throws IOException {
    Path own = Files.createDirectory(folder.resolve(name));
    Path jar = own.resolve(library);
    Files.createDirectories(jar.getParent());
    Code.jar(
        jar,
        Map.of("Text", "text of " + name),
        Map.of(
            "Library",
            "public class Library { public static String name() { return \"library of "
                + name
                + "\"; } }"));
    String text =
        "new String(getClass().getClassLoader().getResourceAsStream(\"text.txt\").readAllBytes())";
    String main =
        """
        import io.vertx.core.*;
        public class Main extends VerticleBase {
          @Override public Future<?> start() throws Exception {
            String text = %s;
            if (text.isEmpty()) {
              var all = getClass().getClassLoader().getResources("text.txt");
              while (all.hasMoreElements()) {
                try (var in = all.nextElement().openStream()) {
                  text += new String(in.readAllBytes());
                }
              }
            }
            String answer = Library.name() + ", " + text;
            return vertx.eventBus().consumer("%s", m -> m.reply(answer)).completion();
          }
        }
        """
            .formatted(text, name);
    return Code.jar(own.resolve("main.jar"), manifest, Map.of("Main", main), jar);
  }

  private static List<Path> copies(String name) throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().contains(name)).toList();
    }
  }
}
