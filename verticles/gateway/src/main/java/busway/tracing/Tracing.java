package busway.tracing;

import busway.metrics.TraceSpans;
import io.vertx.core.VertxBuilder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What traces the gateway, or nothing does. */
public interface Tracing {

  /** Traces nothing. */
  Tracing OFF =
      new Tracing() {
        @Override
        public VertxBuilder install(VertxBuilder builder) {
          return builder;
        }

        @Override
        public ClientTraces clients() {
          return ClientTraces.NONE;
        }

        @Override
        public TaskTraces tasks() {
          return TaskTraces.NONE;
        }

        @Override
        public CompletionStage<Void> close(Duration timeout) {
          return CompletableFuture.completedFuture(null);
        }
      };

  /** Begins to trace, if the config says so. Before there is a Vert.x. */
  static Tracing start(TracingConfig config, TraceSpans spans) {
    return config.enabled() ? OpenTelemetryTracing.start(config, spans) : OFF;
  }

  /** Makes the Vert.x that is built carry spans over its event bus. */
  VertxBuilder install(VertxBuilder builder);

  ClientTraces clients();

  TaskTraces tasks();

  /**
   * Sends what waits to be sent and ends. What could not be sent is dropped.
   *
   * @return completed once done, and soon after {@code timeout} at the latest
   */
  CompletionStage<Void> close(Duration timeout);
}
