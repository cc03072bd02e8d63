package busway.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of the system. */
final class Programs {

  /** What makes a program the leader of a process group; empty where there is no such program. */
  static final List<String> SETSID = onPath("setsid", searchPath()) ? List.of("setsid") : List.of();

  private Programs() {}

  /** The folders of programs. */
  static String searchPath() {
    String path = System.getenv("PATH");
    return path == null ? "/usr/local/bin:/usr/bin:/bin" : path;
  }

  /** Whether a folder of {@code searchPath} has the program. */
  static boolean onPath(String program, String searchPath) {
    for (String folder : searchPath.split(File.pathSeparator)) {
      Path file = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(file) && Files.isRegularFile(file)) {
        return true;
      }
    }
    return false;
  }
}
