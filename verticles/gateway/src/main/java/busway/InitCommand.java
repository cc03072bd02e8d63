package busway;

import busway.init.Language;
import busway.init.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code busway init}. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Writes a small project: a verticle with its test and its config.")
final class InitCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NAME",
      description = "Its folder, which is made; the last name in it is the project's.")
  private Path folder = Path.of("");

  @Option(
      names = "--language",
      required = true,
      paramLabel = "LANGUAGE",
      description = "java, js, python, or process (a program of its own).")
  private String language = "";

  @Option(
      names = "--program",
      defaultValue = Language.PROGRAM,
      paramLabel = "PROGRAM",
      description = "What a process is written in: python (the default), node, go.")
  private String program = "";

  @Override
  public Integer call() throws IOException {
    Project project = new Project(folder, Language.of(language, program));
    project.write().forEach(file -> System.out.println("wrote " + file));
    System.out.println();
    project.next().forEach(System.out::println);
    return 0;
  }
}
