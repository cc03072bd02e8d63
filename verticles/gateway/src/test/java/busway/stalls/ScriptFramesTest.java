package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ScriptFramesTest {

  private static final StackTraceElement TOP = frame("java.lang.System", "nanoTime");
  private static final StackTraceElement INTERPRETER = frame("com.oracle.truffle.js.Node", "call");
  private static final StackTraceElement BOTTOM = frame("busway.polyglot.HostBus", "consumer");
  private static final StackTraceElement SCRIPT = new StackTraceElement("app", "spin", "app.js", 3);

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, null, 1);
  }

  private static List<StackTraceElement> in(List<StackTraceElement> frames, Object stacks) {
    Vertx vertx = Vertx.vertx();
    try {
      ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
      context.put(ScriptFrames.KEY, stacks);
      return ScriptFrames.in(frames, Thread.currentThread(), context);
    } finally {
      vertx.close();
    }
  }

  @Test
  void functionsOfAScriptStandForWhatInterpretsThem() {
    Function<Thread, List<StackTraceElement>> stacks = thread -> List.of(SCRIPT);
    List<StackTraceElement> frames = in(List.of(TOP, INTERPRETER, INTERPRETER, BOTTOM), stacks);
    assertThat(frames).containsExactly(TOP, SCRIPT, BOTTOM);
    assertThat(Culprit.of(frames)).isEqualTo("app.spin");
  }

  @Test
  void framesWithoutAScriptStayAsTheyAre() {
    Function<Thread, List<StackTraceElement>> stacks = thread -> List.of(SCRIPT);
    Function<Thread, List<StackTraceElement>> silent = thread -> List.of();
    assertThat(in(List.of(TOP, BOTTOM), stacks)).containsExactly(TOP, BOTTOM);
    assertThat(in(List.of(TOP, INTERPRETER), silent)).containsExactly(TOP, INTERPRETER);
    assertThat(in(List.of(TOP, INTERPRETER), "no function")).containsExactly(TOP, INTERPRETER);
    assertThat(ScriptFrames.in(List.of(TOP), Thread.currentThread(), null)).containsExactly(TOP);
  }
}
