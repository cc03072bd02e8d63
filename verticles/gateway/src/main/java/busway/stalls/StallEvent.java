package busway.stalls;

import java.util.stream.Collectors;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;
import org.jspecify.annotations.Nullable;

/** A stall in a recording of the JDK Flight Recorder, committed when it is over. */
@Name("busway.LoopStall")
@Label("Event-loop stall")
@Description("An event loop stood still")
@Category("Busway")
@StackTrace(false)
final class StallEvent extends Event {

  @Label("Loop")
  @Nullable String loop;

  @Label("Began")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  long began;

  @Label("Length")
  @Timespan(Timespan.NANOSECONDS)
  long length;

  @Label("Cause")
  @Nullable String cause;

  @Label("Culprit")
  @Nullable String culprit;

  @Label("Verticle")
  @Nullable String verticle;

  @Label("Address")
  @Nullable String address;

  @Label("Thread that held the lock")
  @Nullable String heldBy;

  @Label("Stack of the loop")
  @Nullable String stack;

  /** Commits one if somebody records. */
  static void commit(Stall stall) {
    StallEvent event = new StallEvent();
    if (event.shouldCommit()) {
      event.loop = stall.loop();
      event.began = stall.began().toEpochMilli();
      event.length = stall.times().totalNs();
      event.cause = stall.cause().label();
      event.culprit = stall.culprit();
      event.verticle = stall.verticle();
      event.address = stall.address();
      event.heldBy = stall.heldBy();
      event.stack =
          stall.stack().stream().map(StackTraceElement::toString).collect(Collectors.joining("\n"));
      event.commit();
    }
  }
}
