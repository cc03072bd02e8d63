package busway.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys on a gateway that runs. */
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    description = "Deploys a verticle in any language on a gateway that runs.")
public final class DeployCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE",
      description =
          "app.jar, app.jar!com.acme.Main, Echo.java, echo.js, echo.py, a class on the gateway's"
              + " class path, or 'process:COMMAND ARGUMENT..'.")
  private String code = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What logs and metrics call it (default: made from FILE).")
  private @Nullable String name;

  @Mixin private VerticleOptions verticle = new VerticleOptions();
  @Mixin private AdminOptions admin = new AdminOptions();

  @Override
  public Integer call() {
    ObjectNode body = verticle.body().put("main", Code.main(code, Path.of("")));
    if (name != null) {
      body.put("name", name);
    }
    try (AdminClient client = admin.client()) {
      System.out.println(Shown.status(client.call("POST", "/admin/deployments", body)));
    }
    return 0;
  }
}
