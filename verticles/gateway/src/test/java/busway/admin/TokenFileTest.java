package busway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {

  private static final Secret TOKEN = new Secret("a-token-of-this-test");

  @TempDir Path folder;

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void isInTheRuntimeFolderOfTheUserOrElseBelowTheHome() {
    assertThat(TokenFile.places(8081, Map.of("XDG_RUNTIME_DIR", "/run/user/7"), "/home/u"))
        .containsExactly(
            Path.of("/run/user/7/busway/admin-8081.token"),
            Path.of("/home/u/.busway/admin-8081.token"));
    assertThat(TokenFile.places(9, Map.of("XDG_RUNTIME_DIR", ""), "/home/u"))
        .containsExactly(Path.of("/home/u/.busway/admin-9.token"));
  }

  @Test
  void isReadableByItsOwnerOnlyAndGoneAfterwards() throws Exception {
    Path place = folder.resolve("new/admin-1.token");
    TokenFile file = TokenFile.write(List.of(place), TOKEN);

    assertThat(file.path()).isEqualTo(place).hasContent(TOKEN.text() + "\n");
    assertThat(permissions(place)).isEqualTo("rw-------");
    assertThat(permissions(place.getParent())).isEqualTo("rwx------");
    try (Stream<Path> all = Files.list(place.getParent())) {
      assertThat(all).containsExactly(place);
    }
    file.close();
    assertThat(place).doesNotExist();
  }

  @Test
  void takesThePlaceOfOneThatWasLeftAndOfALinkButNotWhatTheLinkLeadsTo() throws Exception {
    Path other = Files.writeString(folder.resolve("precious"), "precious");
    Path place = Files.createSymbolicLink(folder.resolve("admin-1.token"), other);

    TokenFile.write(List.of(place), TOKEN);

    assertThat(other).hasContent("precious");
    assertThat(Files.isSymbolicLink(place)).isFalse();
    assertThat(permissions(place)).isEqualTo("rw-------");
  }

  @Test
  void isWrittenToTheNextPlaceWhereTheFirstCannotBe() throws Exception {
    Path blocked = Files.createFile(folder.resolve("file")).resolve("admin-1.token");
    Path free = folder.resolve("free/admin-1.token");

    assertThat(TokenFile.write(List.of(blocked, free), TOKEN).path()).isEqualTo(free);
    assertThatThrownBy(() -> TokenFile.write(List.of(blocked), TOKEN))
        .isInstanceOf(IOException.class);
  }

  @Test
  void leavesTheFileOfAnotherGateway() throws Exception {
    Path place = folder.resolve("admin-1.token");
    TokenFile mine = TokenFile.write(List.of(place), TOKEN);
    TokenFile.write(List.of(place), new Secret("the-token-of-another"));

    mine.close();
    assertThat(place).hasContent("the-token-of-another\n");
  }
}
