package busway.tests;

import busway.worker.Task;
import busway.worker.TaskRequest;
import org.jspecify.annotations.Nullable;

/** Work that waits: for as many milliseconds as it is asked to. */
public final class SleepingTask implements Task {

  @Override
  public @Nullable Object run(TaskRequest request) throws InterruptedException {
    if (request.body() instanceof Integer ms) {
      Thread.sleep(ms);
    }
    return request.body();
  }
}
