package busway.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real event bus with verticles on it. */
final class Bus implements AutoCloseable {

  final Vertx vertx = Vertx.vertx();

  void deploy(
      Class<? extends VerticleBase> main,
      ThreadingModel threads,
      int instances,
      JsonObject config) {
    DeploymentOptions options =
        new DeploymentOptions()
            .setThreadingModel(threads)
            .setInstances(instances)
            .setConfig(config);
    done(vertx.deployVerticle(main, options));
  }

  Future<Message<Object>> request(String address, Object body) {
    return vertx.eventBus().request(address, body);
  }

  Object answer(String address, Object body) {
    return done(request(address, body)).body();
  }

  void fails(String address, Object body, int code, String message) {
    ReplyException failure =
        catchThrowableOfType(ReplyException.class, () -> answer(address, body));
    assertThat(failure).hasMessage(message);
    assertThat(failure.failureCode()).isEqualTo(code);
  }

  static <T> T done(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing within 20 s", e);
    }
  }

  @Override
  public void close() {
    done(vertx.close());
  }
}
