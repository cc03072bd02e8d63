package busway.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a deployment. */
@Command(
    name = "undeploy",
    mixinStandardHelpOptions = true,
    description = "Lets a deployment finish what it has, and stops it.")
public final class UndeployCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Mixin private AdminOptions admin = new AdminOptions();

  @Override
  public Integer call() {
    try (AdminClient client = admin.client()) {
      client.call("DELETE", Shown.path(name, ""), null);
    }
    System.out.println(name + " is undeployed");
    return 0;
  }
}
