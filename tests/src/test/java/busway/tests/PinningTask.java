package busway.tests;

import busway.worker.Task;
import busway.worker.TaskRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.Objects;

/**
 * A mistake that users make: on a virtual thread, code that waits while a class is initialised.
 * Each run defines the class anew.
 */
public final class PinningTask implements Task {

  @Override
  public Object run(TaskRequest request) throws IOException, IllegalAccessException {
    try (InputStream file = PinningTask.class.getResourceAsStream("SlowToInitialise.class")) {
      byte[] bytes = Objects.requireNonNull(file).readAllBytes();
      return MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass().getSimpleName();
    }
  }
}
