package busway.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what is deployed. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists what is deployed, and how it does.")
public final class ListCommand implements Callable<Integer> {

  @Option(names = "--json", description = "As the admin API tells it.")
  private boolean json;

  @Mixin private AdminOptions admin = new AdminOptions();

  @Override
  public Integer call() {
    JsonNode answer;
    try (AdminClient client = admin.client()) {
      answer = client.call("GET", "/admin/deployments", null);
    }
    JsonNode all = answer.path("deployments");
    if (json) {
      System.out.println(all.toPrettyString());
    } else {
      new DeploymentTable(Instant.now(), ZoneId.systemDefault())
          .lines(all)
          .forEach(System.out::println);
    }
    return 0;
  }
}
