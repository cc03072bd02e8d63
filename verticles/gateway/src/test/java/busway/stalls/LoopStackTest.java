package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopStackTest {

  private static final int NATIVE = -2;

  private static LoopStack in(String frame, int line, Thread.State state) {
    int dot = frame.lastIndexOf('.');
    StackTraceElement top =
        new StackTraceElement(frame.substring(0, dot), frame.substring(dot + 1), null, line);
    return new LoopStack(List.of(top), state, null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.Thread.sleep0",
        "java.lang.Object.wait0",
        "java.io.RandomAccessFile.readBytes0",
        "sun.nio.ch.FileDispatcherImpl.force0",
        "jdk.internal.misc.Unsafe.park"
      })
  void mayWaitInANativeFunctionOfTheSystem(String frame) {
    assertThat(in(frame, NATIVE, Thread.State.RUNNABLE).mayWait()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.Object.hashCode",
        "java.lang.Class.forName0",
        "java.lang.System.arraycopy",
        "java.lang.Throwable.fillInStackTrace",
        "io.netty.channel.unix.Socket.recvAddress",
        "java.lang.invoke.MethodHandleNatives.resolve",
        "jdk.internal.misc.Unsafe.allocateInstance"
      })
  void asksForNoWaitInAFunctionOfTheJvm(String frame) {
    assertThat(in(frame, NATIVE, Thread.State.RUNNABLE).mayWait()).isFalse();
  }

  @Test
  void mayWaitWhereTheThreadDoesNotRun() {
    assertThat(in("org.shop.Orders.save", 7, Thread.State.BLOCKED).mayWait()).isTrue();
    assertThat(in("org.shop.Orders.save", 7, Thread.State.RUNNABLE).mayWait()).isFalse();
  }
}
