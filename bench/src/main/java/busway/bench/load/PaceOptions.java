package busway.bench.load;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How fast, and how big. */
final class PaceOptions {

  private static final int LEAST_BYTES = 64;
  private static final int MOST_BYTES = 1 << 20;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Messages in flight on each connection that sends: the next waits for an answer (closed"
              + " loop). Default: ${DEFAULT-VALUE}.")
  private int window = 8;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Messages sent a second in all, instead of a window (open loop); latency is from when"
              + " each was due.")
  private @Nullable Double rate;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "64",
      description = "Of a body, 64 to 1048576. Default: ${DEFAULT-VALUE}.")
  private int size = LEAST_BYTES;

  Pace pace() {
    if (rate != null && rate <= 0) {
      throw new Refusal("--rate", rate, "above 0, to 10000000 a second");
    }
    return new Pace(window, rate == null ? 0 : rate);
  }

  int size() {
    Refusal.unlessBetween("--size", size, LEAST_BYTES, MOST_BYTES);
    return size;
  }

  JsonObject settings(String kind, String address) {
    JsonObject settings = new JsonObject().put("load", kind).put("address", address);
    if (pace().closed()) {
      settings.put("window", window);
    } else {
      settings.put("rate", rate);
    }
    return settings;
  }
}
