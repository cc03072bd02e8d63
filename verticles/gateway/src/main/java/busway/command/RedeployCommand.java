package busway.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Replaces a deployment by a new version. */
@Command(
    name = "redeploy",
    mixinStandardHelpOptions = true,
    description =
        "Replaces a deployment by a new version of its code, without losing a request. If the new"
            + " one does not start, the old one goes on.")
public final class RedeployCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where its code is now (default: where it was).")
  private @Nullable String code;

  @Mixin private VerticleOptions verticle = new VerticleOptions();
  @Mixin private AdminOptions admin = new AdminOptions();

  @Override
  public Integer call() {
    ObjectNode body = verticle.body();
    if (code != null) {
      body.put("main", Code.main(code, Path.of("")));
    }
    try (AdminClient client = admin.client()) {
      System.out.println(Shown.status(client.call("POST", Shown.path(name, "/redeploy"), body)));
    }
    return 0;
  }
}
