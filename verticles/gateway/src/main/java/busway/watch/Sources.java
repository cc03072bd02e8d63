package busway.watch;

import busway.deploy.DeploymentStatus;
import busway.deploy.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which files a deployment is made of. */
final class Sources {

  /** What programs of a kind import others of, which nobody but themselves can tell. */
  private static final Set<String> IMPORTING =
      Set.of("js", "mjs", "cjs", "ts", "py", "rb", "groovy", "kts", "go");

  private static final Set<String> OF_OTHERS =
      Set.of("node_modules", "__pycache__", "venv", "target", "test", "tests");

  private static final int DEPTH = 4;
  private static final int MAX_ENTRIES = 1_000;

  private Sources() {}

  /** What the deployment names, or its {@code main} does, and what a program may import. */
  static Set<Path> of(DeploymentStatus status) {
    Collection<Path> named = status.files().isEmpty() ? named(status.main()) : status.files();
    Set<Path> files = with(named, status.problems());
    if (status.isProcess()) {
      named.forEach(file -> files.addAll(neighbours(file)));
    }
    return files;
  }

  /** The same, and the places of problems: they may be in files that nobody knew of. */
  static Set<Path> with(Collection<Path> named, List<Problem> problems) {
    Set<Path> files = new TreeSet<>(named);
    problems.forEach(problem -> files.add(problem.file()));
    return files;
  }

  /** The files that {@code main} names itself, there or not. */
  private static List<Path> named(String main) {
    int colon = main.indexOf(':');
    String text = colon > 1 ? main.substring(colon + 1) : main;
    List<Path> files = new ArrayList<>();
    for (String word : colon > 1 ? text.split(" +") : new String[] {jar(text)}) {
      if (looksLikeFile(word)) {
        files.add(Path.of(word).toAbsolutePath().normalize());
      }
    }
    return files;
  }

  private static String jar(String main) {
    int end = main.indexOf(".jar!");
    return end < 0 ? main : main.substring(0, end + ".jar".length());
  }

  private static boolean looksLikeFile(String word) {
    try {
      String suffix = suffix(Path.of(word));
      return word.contains("/")
          || IMPORTING.contains(suffix)
          || suffix.equals("jar")
          || suffix.equals("java");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Files of the same kind beside it and below; none if there is so much that it is no project. */
  private static List<Path> neighbours(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !IMPORTING.contains(suffix(file)) || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> below = Files.walk(folder, DEPTH)) {
      List<Path> entries = below.limit(MAX_ENTRIES + 1L).toList();
      return entries.size() > MAX_ENTRIES
          ? List.of()
          : entries.stream().filter(entry -> isOf(folder, suffix(file), entry)).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static boolean isOf(Path project, String suffix, Path entry) {
    for (Path name : project.relativize(entry)) {
      if (name.toString().startsWith(".") || OF_OTHERS.contains(name.toString())) {
        return false;
      }
    }
    return suffix(entry).equals(suffix) && Files.isRegularFile(entry);
  }

  private static String suffix(Path file) {
    Path name = file.getFileName();
    String text = name == null ? "" : name.toString();
    return text.substring(text.lastIndexOf('.') + 1);
  }
}
