package busway.process;

import io.vertx.core.json.JsonObject;

/** A program that runs a process as the gateway does and then waits to be killed. */
public final class Forsaken {

  private Forsaken() {}

  /** Says the identity of the process that it has started. */
  public static void main(String[] arguments) throws Exception {
    Workshop workshop = new Workshop();
    workshop.run("forsaken", Workshop.worker("py.forsaken", "family", "deaf"), 2);
    JsonObject who = workshop.who("py.forsaken");
    System.out.println(who.getLong("pid"));
    Thread.sleep(60_000);
    workshop.close();
  }
}
