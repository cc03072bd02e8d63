package busway.polyglot;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.graalvm.polyglot.PolyglotException;

/**
 * What an instance has to do, one piece at a time: nothing before it is open, for until then a
 * worker thread runs the script; nothing once it is closed. What is thrown ends the piece only. On
 * the instance's Vert.x context.
 */
final class Turn {

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Consumer<ScriptException> report;
  private boolean open;
  private boolean closed;

  Turn(Consumer<ScriptException> report) {
    this.report = report;
  }

  void run(Runnable work) {
    if (open) {
      guarded(work);
    } else if (!closed) {
      waiting.add(work);
    }
  }

  void open() {
    open = true;
    while (open && !waiting.isEmpty()) {
      guarded(waiting.remove());
    }
  }

  void close() {
    open = false;
    closed = true;
    waiting.clear();
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      if (isEnd(e)) {
        close();
      } else {
        report.accept(ScriptException.of(e));
      }
    }
  }

  /** Whether it says that the script's context was closed, which is nobody's fault. */
  private static boolean isEnd(RuntimeException e) {
    return e instanceof PolyglotException guest && guest.isCancelled();
  }
}
