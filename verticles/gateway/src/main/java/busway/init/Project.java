package busway.init;

import static java.nio.charset.StandardCharsets.UTF_8;

import busway.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A project that is to be: a verticle that answers its name, with a test and a config. */
public final class Project {

  private final Path folder;
  private final Language language;
  private final Words words;

  /**
   * Names one.
   *
   * @param folder where it will be; its last name is the project's
   */
  public Project(Path folder, Language language) {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    this.folder = folder;
    this.language = language;
    this.words = Words.of(last == null ? "" : last.toString());
  }

  /**
   * Writes its files into a folder that is made, or empty.
   *
   * @return what was written
   */
  public List<Path> write() throws IOException {
    refuseWhatIsThere();
    List<Path> written = new ArrayList<>();
    for (String file : language.files()) {
      String text = words.fill(template(file));
      Path path = folder.resolve(words.fill(file));
      Files.createDirectories(path.toAbsolutePath().getParent());
      written.add(Files.writeString(path, text, StandardOpenOption.CREATE_NEW));
    }
    return written;
  }

  private void refuseWhatIsThere() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new ConfigException("name", folder + " is a file (expected: a folder, empty or new)");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new ConfigException(
            "name", folder + " is not empty (expected: a folder, empty or new)");
      }
    }
  }

  /** A file as it is among the resources, where no name begins with a dot or has a word in it. */
  private String template(String file) throws IOException {
    String name = file.startsWith(".") ? file.substring(1) : file.replace("@CLASS@", "");
    String resource = language.folder() + '/' + name.substring(name.lastIndexOf('/') + 1);
    try (InputStream in = Project.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no template " + resource);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** What to do next, a command a line, typed where the project's folder is. */
  public List<String> next() {
    String path = folder.toString();
    return List.of(
        language.test().replace("@NAME@", path),
        "./busway up --config " + path + "/busway.yaml --watch");
  }
}
