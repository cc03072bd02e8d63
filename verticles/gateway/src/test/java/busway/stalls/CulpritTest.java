package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CulpritTest {

  private static List<StackTraceElement> stack(String... frames) {
    return Stream.of(frames).map(CulpritTest::frame).toList();
  }

  private static StackTraceElement frame(String name) {
    int dot = name.lastIndexOf('.');
    return new StackTraceElement(name.substring(0, dot), name.substring(dot + 1), "x", 1);
  }

  @Test
  void isTheTopmostFrameOfTheUser() {
    assertThat(
            Culprit.of(
                stack(
                    "java.lang.Thread.sleep",
                    "org.shop.Orders.save",
                    "org.shop.OrderVerticle.handle",
                    "io.vertx.core.internal.ContextInternal.dispatch",
                    "busway.session.Session.receive",
                    "io.netty.channel.SingleThreadIoEventLoop.run",
                    "java.lang.Thread.run")))
        .isEqualTo("Orders.save");
  }

  @Test
  void knowsEveryPackageOfTheGateway() throws IOException {
    try (Stream<Path> classes = Files.walk(Path.of("target/classes/busway"))) {
      List<String> packages =
          classes
              .filter(file -> file.toString().endsWith(".class"))
              .map(file -> Path.of("target/classes").relativize(file.getParent()).toString())
              .distinct()
              .map(folder -> folder.replace(File.separatorChar, '.'))
              .toList();

      assertThat(packages).hasSizeGreaterThan(20);
      assertThat(packages)
          .allSatisfy(
              one ->
                  assertThat(Culprit.of(stack(one + ".Any.thing", "org.shop.A.b")))
                      .isEqualTo("A.b"));
    }
  }

  @Test
  void isTheGatewayOnlyWhereThereIsNoUser() {
    assertThat(Culprit.of(stack("io.vertx.core.Y.a", "busway.session.Hub.tell", "org.shop.A.b")))
        .isEqualTo("A.b");
    assertThat(
            Culprit.of(
                stack(
                    "java.util.HashMap.put",
                    "io.netty.buffer.PooledByteBufAllocator.buffer",
                    "busway.session.Hub.deliver",
                    "busway.tcp.TcpFrames.channelRead",
                    "io.netty.channel.SingleThreadIoEventLoop.run")))
        .isEqualTo("Hub.deliver");
    assertThat(Culprit.of(stack("java.lang.Object.wait", "busway.Gateway.start")))
        .isEqualTo("Gateway.start");
  }

  @Test
  void ofAScriptIsWhatCalledIt() {
    assertThat(
            Culprit.of(
                stack(
                    "com.oracle.truffle.js.nodes.control.WhileNode.executeVoid",
                    "com.oracle.truffle.polyglot.PolyglotValueDispatch.executeVoid",
                    "org.graalvm.polyglot.Value.executeVoid",
                    "busway.polyglot.HostBus.lambda$consumer$9",
                    "busway.polyglot.Turn.guarded",
                    "io.vertx.core.internal.ContextInternal.dispatch")))
        .isEqualTo("HostBus.consumer");
  }

  @Test
  void isNoneOfTheInstrumentsThatStandInEveryStack() {
    assertThat(
            Culprit.of(
                stack(
                    "java.util.HashMap.put",
                    "io.netty.channel.epoll.EpollIoHandler.run",
                    "busway.loops.MeasuredIoHandler.run",
                    "io.netty.channel.SingleThreadIoEventLoop.run")))
        .isEqualTo("EpollIoHandler.run");
    assertThat(
            Culprit.of(stack("busway.tracing.BusTracer.receive", "busway.loops.TimedHandler.time")))
        .isEqualTo("BusTracer.receive");
  }

  @Test
  void takesVerticlesBelowBuswayThatAreNoPartOfTheGatewayForUsers() {
    assertThat(Culprit.of(stack("busway.worker.Task.run", "busway.examples.EchoVerticle.start")))
        .isEqualTo("EchoVerticle.start");
  }

  @Test
  void isVertxThenNettyThenTheJdkWhereThereIsNothingElse() {
    assertThat(Culprit.of(stack("java.lang.A.a", "io.netty.B.b", "io.vertx.C.c", "io.vertx.D.d")))
        .isEqualTo("C.c");
    assertThat(Culprit.of(stack("sun.nio.A.a", "io.netty.B.b", "java.lang.Thread.run")))
        .isEqualTo("B.b");
    assertThat(Culprit.of(stack("sun.nio.A.a", "java.lang.Thread.run"))).isEqualTo("A.a");
    assertThat(Culprit.of(List.of())).isEqualTo("unknown");
  }

  @Test
  void namesLambdasAndAnonymousClassesByWhereTheyAreWritten() {
    assertThat(Culprit.of(stack("org.shop.Orders.lambda$start$0"))).isEqualTo("Orders.start");
    assertThat(Culprit.of(stack("org.shop.Orders$1.handle"))).isEqualTo("Orders.handle");
    assertThat(Culprit.of(stack("org.shop.Orders$Line$2.handle"))).isEqualTo("Orders.Line.handle");
    assertThat(Culprit.of(stack("org.shop.Orders$$Lambda/0x1f.apply"))).isEqualTo("Orders.apply");
    assertThat(Culprit.of(stack("Main.main"))).isEqualTo("Main.main");
  }
}
