package busway.metrics;

import io.vertx.core.json.JsonArray;
import java.util.List;

/** The event loops of the gateway, as meters and as the page shows them. From any thread. */
public interface LoopFigures extends MeterSource {

  /** No loops: before there is a Vert.x. */
  LoopFigures NONE =
      new LoopFigures() {
        @Override
        public List<String> names() {
          return List.of();
        }

        @Override
        public JsonArray snapshot() {
          return new JsonArray();
        }

        @Override
        public void sample(Samples samples) {}
      };

  /** The loops' threads, as in thread dumps and logs. */
  List<String> names();

  /** The loops as the page shows them. Cheap. */
  JsonArray snapshot();
}
