package busway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.DeploymentState;
import busway.deploy.DeploymentStatus;
import busway.deploy.Problem;
import busway.deploy.Threading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

  @TempDir Path folder;

  @Test
  void areThoseThatTheDeploymentNames() {
    Path jar = folder.resolve("a.jar");
    assertThat(Sources.of(status("com.acme.Main", jar))).containsExactly(jar);
    assertThat(Sources.of(status("com.acme.Main"))).isEmpty();
  }

  @Test
  void areThoseOfItsMainIfItNeverLoaded() {
    Path source = folder.resolve("A.java");
    assertThat(Sources.of(status(source.toString()))).containsExactly(source);
    Path jar = folder.resolve("a.jar");
    assertThat(Sources.of(status(jar + "!com.acme.Main"))).containsExactly(jar);
    assertThat(Sources.of(status("process:python3 " + folder.resolve("a.py") + " --port 80")))
        .containsExactly(folder.resolve("a.py"));
    assertThat(Sources.of(status("process:python3 '" + folder.resolve("my app.py") + "'")))
        .containsExactly(folder.resolve("my app.py"));
    assertThat(Sources.of(status("process:python3 'a.py"))).isEmpty();
  }

  @Test
  void areAlsoTheProblems() {
    Path file = folder.resolve("a.js");
    Path other = folder.resolve("b.js");
    assertThat(Sources.with(List.of(file), List.of(new Problem(other, 1, 1, "wrong"))))
        .containsExactly(file, other);
  }

  @Test
  void ofAProgramAreThoseOfItsKindBesideAndBelow() throws Exception {
    Path main = write("worker.py");
    Path other = write("busway.py");
    Path below = write("package/module.py");
    for (String no :
        List.of(
            "a.js",
            "__pycache__/a.cpython-313.pyc",
            "__pycache__/a.py",
            "tests/test_a.py",
            ".venv/b.py",
            "package/.hidden/c.py")) {
      write(no);
    }
    assertThat(Sources.of(status("process:python3 worker.py", main)))
        .containsExactly(other, below, main);
  }

  @Test
  void ofAProgramAmongVeryMuchAreNoOthers() throws Exception {
    Path main = write("worker.py");
    for (int i = 0; i < 1_001; i++) {
      write("other" + i + ".py");
    }
    assertThat(Sources.of(status("process:python3 worker.py", main))).containsExactly(main);
  }

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  private static DeploymentStatus status(String main, Path... files) {
    return new DeploymentStatus(
        "a",
        main,
        Threading.EVENT_LOOP,
        DeploymentState.RUNNING,
        "",
        List.of(),
        1,
        1,
        List.of(),
        Instant.now(),
        0,
        0,
        0,
        0,
        List.of(files));
  }
}
