package busway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {

  private static final int MORE = 100;

  @Test
  void countsTheFilesThatAreOpen(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    List<InputStream> open = new ArrayList<>();
    try (GatewayMetrics metrics = new GatewayMetrics()) {
      double before = Scraped.of(metrics).value("process_files_open_files");
      for (int i = 0; i < MORE; i++) {
        open.add(Files.newInputStream(file));
      }

      Scraped scraped = Scraped.of(metrics);
      assertThat(scraped.value("process_files_open_files") - before)
          .isBetween(MORE * 0.5, MORE * 1.5);
      assertThat(scraped.value("process_files_max_files")).isGreaterThan(MORE);
    } finally {
      for (InputStream stream : open) {
        stream.close();
      }
    }
  }
}
