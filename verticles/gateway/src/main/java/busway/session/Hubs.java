package busway.session;

import io.vertx.core.Vertx;

/** The hub of each event loop of one Vert.x. */
public final class Hubs {

  private final Vertx vertx;

  public Hubs(Vertx vertx) {
    this.vertx = vertx;
  }

  Vertx vertx() {
    return vertx;
  }
}
