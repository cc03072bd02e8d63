package busway.worker;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tasks as users write them, good and bad. */
final class SampleTasks {

  private SampleTasks() {}

  /** Replies with the body. */
  public static final class Echo implements Task {
    @Override
    public @Nullable Object run(TaskRequest request) {
      return request.body();
    }
  }

  /** Tells what a task sees. */
  public static final class Mirror implements Task {
    @Override
    public Object run(TaskRequest request) {
      return Map.of(
          "address", request.address(),
          "header", String.valueOf(request.headers().get("H")),
          "leftMs", request.timeLeft().toMillis(),
          "cancelled", request.cancelled(),
          "thread", Thread.currentThread().getName(),
          "virtual", Thread.currentThread().isVirtual(),
          "interrupted", Thread.currentThread().isInterrupted());
    }
  }

  /** Returns a result of the kind that the body names. */
  public static final class Returns implements Task {
    @Override
    public @Nullable Object run(TaskRequest request) {
      return switch (String.valueOf(request.body())) {
        case "null" -> null;
        case "string" -> "s";
        case "boolean" -> true;
        case "integer" -> 7;
        case "long" -> Long.MAX_VALUE;
        case "double" -> 1.5;
        case "object" -> new JsonObject().put("a", 1);
        case "array" -> new JsonArray().add(1);
        case "map" -> Map.of("a", Map.of("b", List.of(1, Map.of())));
        case "list" -> Arrays.asList(1, null, "x");
        case "buffer" -> Buffer.buffer("bytes");
        case "file" -> new File("secret");
        case "file in object" -> new JsonObject().put("file", new File("secret"));
        case "file in map" -> Map.of("file", new File("secret"));
        case "number keys" -> Map.of(1, 2);
        case "nan" -> Double.NaN;
        case "decimal" -> new BigDecimal("1.50");
        case "atomic" -> new AtomicInteger(1);
        default -> throw new AssertionError(request.body());
      };
    }
  }

  /** Throws what the body names. */
  public static final class Throws implements Task {
    @Override
    public Object run(TaskRequest request) throws Exception {
      switch (String.valueOf(request.body())) {
        case "exception" -> throw new IOException("disk on fire");
        case "without message" -> throw new IllegalStateException();
        case "error" -> throw new NoClassDefFoundError("com/example/Internal");
        case "refusal" -> throw new TaskException("n: expected a number");
        case "own code" -> throw new TaskException(1234, "no such thing");
        default -> throw new AssertionError(request.body());
      }
    }
  }

  /** Takes a config, and refuses it when told to. */
  public static final class Choosy implements Task {
    public Choosy(JsonObject config) {
      if (config.containsKey("directory")) {
        throw new IllegalArgumentException("directory: nowhere (expected: a directory)");
      }
    }

    @Override
    public @Nullable Object run(TaskRequest request) {
      return null;
    }
  }

  /** Has no constructor that the worker verticle could call. */
  public static final class Unmakeable implements Task {
    public Unmakeable(int unused) {}

    @Override
    public @Nullable Object run(TaskRequest request) {
      return null;
    }
  }

  /** Is hidden from other packages. */
  static final class Hidden implements Task {
    @Override
    public @Nullable Object run(TaskRequest request) {
      return null;
    }
  }
}
