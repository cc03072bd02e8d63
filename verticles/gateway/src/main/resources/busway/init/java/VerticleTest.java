package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class @CLASS@VerticleTest {

  @Test
  void greetsByName(Vertx vertx, VertxTestContext context) {
    JsonObject config = new JsonObject().put("greeting", "Good morning");
    vertx
        .deployVerticle(new @CLASS@Verticle(), new DeploymentOptions().setConfig(config))
        .compose(id -> vertx.eventBus().request("@NAME@", new JsonObject().put("name", "Ada")))
        .onComplete(
            context.succeeding(
                reply ->
                    context.verify(
                        () -> {
                          JsonObject expected = new JsonObject().put("greeting", "Good morning, Ada");
                          assertEquals(expected, reply.body());
                          context.completeNow();
                        })));
  }
}
