package busway.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A language that comes with Busway, in jars that nobody loads before a script needs them. */
enum Language {
  JAVASCRIPT("js", "JavaScript", "js", "mjs"),
  PYTHON("python", "Python", "python", "py");

  /** Where there are no sources, in an image or what an archive was unpacked to. */
  private static final String REMEDY =
      "in %3$s what ./busway languages %2$s puts into verticles/languages/%2$s/target/lib of the"
          + " sources";

  private final String folder;
  private final String title;
  private final String form;
  private final String otherForm;

  Language(String folder, String title, String form, String otherForm) {
    this.folder = folder;
    this.title = title;
    this.form = form;
    this.otherForm = otherForm;
  }

  /** The language of {@code js:x} and {@code x.js}. */
  static Optional<Language> of(String main) {
    for (Language language : values()) {
      if (FactoryLoader.isOf(language.form, main) || FactoryLoader.isOf(language.otherForm, main)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /**
   * Its jars: in {@code languages} of an installation, or where a build of the sources puts them.
   */
  List<Path> jars(Path home) {
    for (String place : List.of("languages/%s", "verticles/languages/%s/target/lib")) {
      List<Path> found = jarsOf(home.resolve(place.formatted(folder)));
      if (!found.isEmpty()) {
        return found;
      }
    }
    Path sources = home.resolve("verticles/languages/%s/pom.xml".formatted(folder));
    String remedy = Files.exists(sources) ? "./busway languages %2$s, once" : REMEDY;
    throw new LoadException(
        ("%1$s is not installed (expected: " + remedy + ")")
            .formatted(title, folder, home.resolve("languages").resolve(folder)));
  }

  private static List<Path> jarsOf(Path folder) {
    try {
      return Jars.in(folder);
    } catch (IOException e) {
      throw new LoadException("cannot be loaded: " + StartException.reason(e));
    }
  }
}
