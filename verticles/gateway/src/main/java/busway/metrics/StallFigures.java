package busway.metrics;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The stalls of the gateway's event loops, as meters and as operators read them. */
public interface StallFigures extends MeterSource {

  /** Nobody watches for stalls. */
  StallFigures NONE =
      new StallFigures() {
        @Override
        public JsonObject json() {
          return new JsonObject().put("total", 0).put("stalls", new JsonArray());
        }

        @Override
        public void sample(Samples samples) {}
      };

  /** The last ones, newest first. From any thread. */
  JsonObject json();
}
