package busway.deploy;

import io.vertx.core.Deployable;
import java.util.List;

/** Makes the intakes of instances, and moves addresses between them. From any thread. */
public interface Handover {

  /**
   * The intake of an instance that is not deployed yet.
   *
   * @param instance what will be deployed, in a {@link busway.loops.NamedVerticle}
   * @param held whether the consumers that it registers get nothing until {@link Intake#open()}
   */
  Intake intake(Deployable instance, boolean held);

  /**
   * Opens {@code to} and closes {@code from}; where both consume an address a message goes to
   * exactly one side.
   */
  void move(List<Intake> from, List<Intake> to);
}
