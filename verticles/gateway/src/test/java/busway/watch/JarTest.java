package busway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarTest {

  @TempDir Path folder;

  @Test
  void isWholeFromItsLastByteOn() throws Exception {
    byte[] bytes = Jars.of("a.txt", "contents");
    assertThat(Jar.whole(written(bytes))).isTrue();
    for (int length = 0; length < bytes.length; length++) {
      assertThat(Jar.whole(written(Arrays.copyOf(bytes, length)))).as("%d bytes", length).isFalse();
    }
  }

  @Test
  void isNotWholeWhileItIsHalfOverwritten() throws Exception {
    byte[] before = Jars.of("a.txt", "contents of before");
    byte[] after = Jars.of("a.txt", "Contents Of After!");
    assertThat(after).hasSameSizeAs(before);
    byte[] both = before.clone();
    System.arraycopy(after, 0, both, 0, before.length / 2);
    assertThat(Jar.whole(written(both))).isFalse();
  }

  private Path written(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.jar"), bytes);
  }
}
