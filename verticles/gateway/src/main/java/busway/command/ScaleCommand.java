package busway.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes how many instances of a deployment run. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = "Changes how many instances of a deployment run.")
public final class ScaleCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "N", description = "How many are to run; 1 or more.")
  private int instances;

  @Mixin private AdminOptions admin = new AdminOptions();

  @Override
  public Integer call() {
    var body = JsonNodeFactory.instance.objectNode().put("instances", instances);
    try (AdminClient client = admin.client()) {
      System.out.println(Shown.status(client.call("POST", Shown.path(name, "/scale"), body)));
    }
    return 0;
  }
}
