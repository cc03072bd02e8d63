package busway.tests;

import busway.worker.Task;
import busway.worker.TaskRequest;

/** A mistake that users make: a task that throws what it did not mean to. */
public final class FailingTask implements Task {

  @Override
  public Object run(TaskRequest request) {
    throw new IllegalStateException("a fault of the task");
  }
}
