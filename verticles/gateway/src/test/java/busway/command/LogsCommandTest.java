package busway.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LogsCommandTest {

  private static final int MANY = 1_000_000;

  private final AtomicInteger asked = new AtomicInteger();

  private JsonNode line() {
    asked.incrementAndGet();
    return JsonNodeFactory.instance
        .objectNode()
        .put("time", "2026-01-01T00:00:00Z")
        .put("level", "info")
        .put("text", "hello");
  }

  @Test
  void printsEachLineWithItsTime() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    LogsCommand.print(
        Stream.generate(this::line).limit(2),
        new PrintStream(printed, true, UTF_8),
        ZoneOffset.UTC);
    assertThat(printed.toString(UTF_8).lines())
        .containsExactly(
            "2026-01-01T00:00:00.000Z INFO  hello", "2026-01-01T00:00:00.000Z INFO  hello");
  }

  @Test
  void endsWhereNobodyReadsAnyMore() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    LogsCommand.print(
        Stream.generate(this::line).limit(MANY),
        new PrintStream(closed, true, UTF_8),
        ZoneOffset.UTC);
    assertThat(asked).hasValueLessThan(10);
  }
}
