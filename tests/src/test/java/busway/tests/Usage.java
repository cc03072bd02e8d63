package busway.tests;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a running gateway holds: its live heap, and what its meters say. */
final class Usage {

  private final RunningBusway busway;
  private final HttpClient http = HttpClient.newHttpClient();

  Usage(RunningBusway busway) {
    this.busway = busway;
  }

  /**
   * Bytes of the objects that a full collection leaves. The sum over the classes, not the pools'
   * used bytes: these count what threads have reserved for objects to come.
   */
  long liveHeapBytes() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(List.of(jcmd, Long.toString(busway.pid()), "GC.class_histogram"))
              .redirectErrorStream(true)
              .start();
      String histogram =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return histogram
          .lines()
          .filter(line -> line.startsWith("Total"))
          .mapToLong(line -> Long.parseLong(line.trim().split("\\s+", -1)[2]))
          .findFirst()
          .orElseThrow(() -> new AssertionError(histogram));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The sum of a meter over those of its labels that contain {@code label}. */
  double meter(String name, String label) {
    try {
      return http.send(
              HttpRequest.newBuilder(busway.admin().resolve("metrics")).build(),
              BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.matches(name + "(\\{.*)? .*") && line.contains(label))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  double meter(String name) {
    return meter(name, "");
  }
}
