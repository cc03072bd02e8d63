package busway.examples;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;

/**
 * Greets by asking two others: {@code {"name": "Ada", "language": "fr", "zone": "Europe/Paris"}}
 * gets {@code {"text": "Bonjour, Ada! It is 14:05 in Europe/Paris."}}. Language and zone may be
 * left out. If one of the two fails, so does this, with the other's code and words.
 *
 * <p>On a virtual thread, code may wait: {@code await} gives the result or throws the failure, and
 * while one request waits the verticle serves others. So what one request needs is kept in local
 * variables, not in fields. Deploy it with {@code threading: virtual-thread}, in any number of
 * instances.
 *
 * <p>Config: {@code address}, default {@code greet}; {@code clock} and {@code phrases}, the
 * addresses of the two others, default the same words.
 */
public final class GreetVerticle extends VerticleBase {

  private static final DeliveryOptions PATIENCE = new DeliveryOptions().setSendTimeout(5_000);

  @Override
  public Future<?> start() {
    if (Context.isOnEventLoopThread()) {
      return Future.failedFuture("threading: event-loop (expected: virtual-thread, for it awaits)");
    }
    String address = config().getString("address", "greet");
    return vertx.eventBus().consumer(address, this::greet).completion();
  }

  private void greet(Message<Object> request) {
    if (request.body() instanceof JsonObject body && body.getValue("name") instanceof String name) {
      try {
        request.reply(new JsonObject().put("text", greeting(name, body)));
      } catch (ReplyException e) {
        boolean spoke = e.failureType() == ReplyFailure.RECIPIENT_FAILURE;
        request.fail(spoke ? e.failureCode() : 503, e.getMessage());
      }
    } else {
      request.fail(400, "expected: an object with a name, such as {\"name\": \"Ada\"}");
    }
  }

  private String greeting(String name, JsonObject body) {
    var clock = ask("clock", new JsonObject().put("zone", body.getString("zone", "UTC")));
    var phrase = ask("phrases", new JsonObject().put("language", body.getString("language", "en")));
    JsonObject time = clock.await().body(); // both were asked before either is awaited
    String hello = phrase.await().body().getString("hello");
    return "%s, %s! It is %s in %s."
        .formatted(hello, name, time.getString("time"), time.getString("zone"));
  }

  private Future<Message<JsonObject>> ask(String who, JsonObject question) {
    return vertx.eventBus().request(config().getString(who, who), question, PATIENCE);
  }
}
