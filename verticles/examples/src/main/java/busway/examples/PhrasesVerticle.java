package busway.examples;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says hello in a language: {@code {"language": "fr"}} gets {@code {"language": "fr", "hello":
 * "Bonjour"}}. An unknown language fails with 404 and the list of the known ones.
 *
 * <p>Config: {@code address}, default {@code phrases}.
 */
public final class PhrasesVerticle extends VerticleBase {

  private static final Map<String, String> HELLO =
      new TreeMap<>(
          Map.of("de", "Hallo", "en", "Hello", "es", "Hola", "fr", "Bonjour", "ja", "こんにちは"));

  @Override
  public Future<?> start() {
    String address = config().getString("address", "phrases");
    return vertx.eventBus().consumer(address, PhrasesVerticle::say).completion();
  }

  private static void say(Message<JsonObject> request) {
    String language = String.valueOf(request.body().getValue("language"));
    String hello = HELLO.get(language);
    if (hello == null) {
      request.fail(404, "language: " + language + " (expected: one of " + HELLO.keySet() + ")");
    } else {
      request.reply(new JsonObject().put("language", language).put("hello", hello));
    }
  }
}
