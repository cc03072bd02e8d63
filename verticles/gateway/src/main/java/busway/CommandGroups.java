package busway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** The commands in the help: those of a gateway, and those for one that runs already. */
final class CommandGroups implements IHelpSectionRenderer {

  private static final Set<String> RUNNING =
      Set.of("deploy", "list", "logs", "redeploy", "scale", "undeploy");

  @Override
  public String render(Help help) {
    return "%nOf a gateway:%n".formatted()
        + group(help, name -> !RUNNING.contains(name))
        + "%nOf what is deployed on a gateway that runs:%n".formatted()
        + group(help, RUNNING::contains);
  }

  private static String group(Help help, Predicate<String> in) {
    Map<String, Help> commands = new LinkedHashMap<>(help.subcommands());
    commands.keySet().removeIf(name -> !in.test(name));
    StringBuilder text = new StringBuilder();
    commands.forEach((name, command) -> text.append(line(name, command)));
    return text.toString();
  }

  private static String line(String name, Help command) {
    String description = String.join(" ", command.commandSpec().usageMessage().description());
    return "  %-10s%s%n".formatted(name, description.split("(?<=\\.) ", 2)[0]);
  }
}
