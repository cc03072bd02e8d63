package com.example;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;

/** Greets whoever asks at the address {@code @NAME@}. Runs on an event loop, so it must not block. */
public final class @CLASS@Verticle extends VerticleBase {

  @Override
  public Future<?> start() {
    return vertx.eventBus().consumer("@NAME@", this::greet).completion();
  }

  private void greet(Message<JsonObject> message) {
    String greeting = config().getString("greeting", "Hello");
    String name = message.body().getString("name", "world");
    message.reply(new JsonObject().put("greeting", greeting + ", " + name));
  }
}
