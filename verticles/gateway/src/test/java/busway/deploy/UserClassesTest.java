package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.config.ConfigException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserClassesTest {

  @TempDir Path folder;

  @Test
  void aFolderGivesItsFilesAndItsJars() throws IOException {
    Files.writeString(folder.resolve("own.txt"), "x");
    jar(folder.resolve("a.jar"), "a.txt");
    jar(Files.createDirectory(folder.resolve("deeper")).resolve("b.jar"), "b.txt");
    ClassLoader classes = UserClasses.open(List.of(folder));
    assertThat(classes.getResource("own.txt")).isNotNull();
    assertThat(classes.getResource("a.txt")).isNotNull();
    assertThat(classes.getResource("b.txt")).isNull();
  }

  @Test
  void aJarGivesWhatIsInIt() throws IOException {
    Path jar = jar(folder.resolve("a.jar"), "a.txt");
    assertThat(UserClasses.open(List.of(jar)).getResource("a.txt")).isNotNull();
  }

  @Test
  void theGatewaysClassesAreTheSameOnBothSides() throws Exception {
    ClassLoader classes = UserClasses.open(List.of(folder));
    assertThat(classes.loadClass(VerticleConfig.class.getName())).isSameAs(VerticleConfig.class);
  }

  @Test
  void refusesAnEntryThatIsNotThere() {
    Path missing = folder.resolve("missing.jar");
    assertThatThrownBy(() -> UserClasses.open(List.of(missing)))
        .isInstanceOf(ConfigException.class)
        .hasMessage("classpath: " + missing + " (expected: a folder or a jar that exists)");
  }

  private static Path jar(Path path, String name) throws IOException {
    try (OutputStream file = Files.newOutputStream(path);
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(new JarEntry(name));
    }
    return path;
  }
}
