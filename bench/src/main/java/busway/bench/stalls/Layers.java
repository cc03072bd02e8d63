package busway.bench.stalls;

/** Calls through a few classes, the last of which is at fault. */
final class Layers {

  private Layers() {}

  /** Calls the next. */
  record Outer(Runnable work) implements Runnable {
    @Override
    public void run() {
      new Inner(work).run();
    }
  }

  /** Calls the work. */
  private record Inner(Runnable work) implements Runnable {
    @Override
    public void run() {
      work.run();
    }
  }
}
