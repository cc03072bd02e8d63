package busway.tracing;

import org.jspecify.annotations.Nullable;

/** The span of one run of a task, and of the request that it is run for. */
public interface TaskSpan {

  /** Of a request that is not sampled. */
  TaskSpan NONE =
      new TaskSpan() {
        @Override
        public void begin() {}

        @Override
        public void end(@Nullable Throwable fault) {}

        @Override
        public void failed(int code) {}
      };

  /** The task begins to run, on this thread. */
  void begin();

  /** The task has ended, by a fault where there is one. On the thread that it began on. */
  void end(@Nullable Throwable fault);

  /** The request is about to be answered with a failure. From any thread. */
  void failed(int code);
}
