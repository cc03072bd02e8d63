package busway.process;

import busway.config.Words;
import busway.deploy.LoadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is run.
 *
 * @param words the program and its arguments; those that name files do so from the root
 * @param directory the working directory
 * @param files the words that name files
 */
record Command(List<String> words, Path directory, List<Path> files) {

  private static final String EXPECTED = "process:PROGRAM ARGUMENT...";

  /**
   * Reads a command line.
   *
   * @param folder where its relative paths begin
   * @param searchPath folders of programs, as in {@code PATH}
   */
  static Command of(String text, Path folder, String searchPath) {
    List<String> words = words(text);
    List<Path> files = new ArrayList<>();
    List<String> located = new ArrayList<>();
    located.add(program(words.getFirst(), folder, searchPath, files));
    for (String word : words.subList(1, words.size())) {
      Path file = Words.file(word, folder);
      if (file != null) {
        files.add(file);
      }
      located.add(file == null ? word : file.toString());
    }
    Path first = files.isEmpty() ? null : files.getFirst().getParent();
    return new Command(List.copyOf(located), first == null ? folder : first, List.copyOf(files));
  }

  private static List<String> words(String text) {
    List<String> words;
    try {
      words = Words.of(text);
    } catch (IllegalArgumentException e) {
      throw new LoadException("process: " + e.getMessage());
    }
    if (words.isEmpty() || words.getFirst().isEmpty()) {
      throw new LoadException("process: no program (expected: " + EXPECTED + ")");
    }
    return words;
  }

  /** The program, by its path or by its name on the search path. */
  private static String program(String word, Path folder, String searchPath, List<Path> files) {
    if (!word.contains("/")) {
      if (Programs.onPath(word, searchPath)) {
        return word;
      }
      throw new LoadException(
          "process: " + word + ": no such program (expected: one in a folder of PATH, or a path)");
    }
    Path file = Words.file(word, folder);
    if (file == null || !Files.isExecutable(file)) {
      throw new LoadException(
          "process: "
              + folder.resolve(word).normalize()
              + (file == null ? ": no such file" : ": may not be run")
              + " (expected: a program)");
    }
    files.add(file);
    return file.toString();
  }
}
