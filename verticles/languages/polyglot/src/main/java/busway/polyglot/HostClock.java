package busway.polyglot;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import org.graalvm.polyglot.Value;

/** The timers of one instance. One thread at a time. */
final class HostClock {

  private final Map<Long, Timer> timers = new HashMap<>();
  private final Vertx vertx;
  private final Turn turn;

  HostClock(Vertx vertx, Turn turn) {
    this.vertx = vertx;
    this.turn = turn;
  }

  void add(Members members) {
    members.gives("setTimer", v -> set(v[0].asDouble(), v[1].asBoolean(), v[2]));
    members.gives("cancelTimer", v -> v[0].fitsInLong() && cancel(v[0].asLong()));
  }

  private long set(double delayMs, boolean again, Value action) {
    Timer timer = new Timer(again, action);
    long ms = Math.max(1, (long) Math.ceil(delayMs));
    long id = again ? vertx.setPeriodic(ms, timer::fire) : vertx.setTimer(ms, timer::fire);
    timers.put(id, timer);
    return id;
  }

  private boolean cancel(long id) {
    return timers.remove(id) != null && vertx.cancelTimer(id);
  }

  private final class Timer {

    private final boolean again;
    private final Value action;
    private boolean waiting;

    Timer(boolean again, Value action) {
      this.again = again;
      this.action = action;
    }

    /** A timer that could not run in time runs once, however often it should have. */
    void fire(long id) {
      if (!waiting) {
        waiting = true;
        turn.run(() -> act(id));
      }
    }

    private void act(long id) {
      waiting = false;
      if (again ? timers.containsKey(id) : timers.remove(id) != null) {
        action.executeVoid();
      }
    }
  }
}
