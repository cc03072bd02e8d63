package busway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.DeployException;
import busway.deploy.DeployException.Code;
import busway.deploy.DeploymentState;
import busway.deploy.DeploymentStatus;
import busway.deploy.Problem;
import busway.deploy.Threading;
import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Deployments whose code is the text of one file, and a watch that looks at them all the time. */
final class FakeDeployments implements Redeployer, AutoCloseable {

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Map<String, One> all = new ConcurrentHashMap<>();
  private final Watch watch;
  private @Nullable DeployException failure;
  private @Nullable Promise<Void> held;
  private @Nullable Promise<DeploymentStatus> hanging;
  private boolean hangs;
  private boolean draining;

  private static final class One {
    private final Path file;
    private volatile String text = "";
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger version = new AtomicInteger();

    One(Path file) {
      this.file = file;
    }
  }

  /** Makes none; the watch looks by itself so often. */
  FakeDeployments(long glanceMs) {
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    watch = new Watch(this, new Reporter(out, false), glanceMs, FakeDeployments::slowNs);
  }

  /** A clock that goes slowly, so that a slow machine is quick by it. */
  private static long slowNs() {
    return System.nanoTime() / 4;
  }

  @Override
  public synchronized Future<DeploymentStatus> redeploy(String name) {
    One one = all.get(name);
    one.attempts.incrementAndGet();
    String loaded = read(one.file);
    if (hanging != null) {
      return Future.failedFuture(new DeployException(Code.CONFLICT, "another change"));
    }
    if (hangs) {
      hanging = Promise.promise();
      return hanging.future();
    }
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    Future<Void> free = held == null ? Future.succeededFuture() : held.future();
    if (draining) {
      DeploymentStatus status = replace(name, one, loaded);
      return free.map(status);
    }
    return free.map(ignored -> replace(name, one, loaded));
  }

  @Override
  public synchronized boolean giveUp(String name, long changedNs) {
    Promise<DeploymentStatus> ending = hanging;
    hanging = null;
    hangs = false;
    if (ending != null) {
      ending.fail(new DeployException(Code.GIVEN_UP, "was given up"));
    }
    return ending != null;
  }

  private DeploymentStatus replace(String name, One one, String text) {
    one.text = text;
    return state(name, DeploymentState.RUNNING, one.version.incrementAndGet(), one.file);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deploys it for the first time. */
  void deploy(String name, Path file) {
    state(name, DeploymentState.STARTING, 0, file);
    all.get(name).version.set(1);
    state(name, DeploymentState.RUNNING, 1, file);
    looks();
  }

  /** Somebody else has redeployed it. */
  synchronized void redeployedByOthers(String name) {
    One one = all.get(name);
    replace(name, one, read(one.file));
  }

  /** Its first deployment has failed. */
  void failed(String name, String reason, Problem problem, Path file) {
    state(name, DeploymentState.STARTING, 0, file);
    watch.hear(status(name, DeploymentState.FAILED, 0, reason, List.of(problem), List.of(file)));
  }

  /** Tells the watch of a state. */
  DeploymentStatus state(String name, DeploymentState state, int version, Path file) {
    all.computeIfAbsent(name, ignored -> new One(file));
    DeploymentStatus status = status(name, state, version, "", List.of(), List.of(file));
    watch.hear(status);
    return status;
  }

  private static DeploymentStatus status(
      String name,
      DeploymentState state,
      int version,
      String reason,
      List<Problem> problems,
      List<Path> files) {
    return new DeploymentStatus(
        name,
        files.get(0).toString(),
        Threading.EVENT_LOOP,
        state,
        reason,
        problems,
        1,
        version,
        List.of(),
        Instant.now(),
        0,
        0,
        0,
        0,
        files);
  }

  /** What is redeployed from now on does not end. */
  synchronized void hold() {
    held = Promise.promise();
  }

  /** What is redeployed next hangs in its start until it is given up. */
  synchronized void hang() {
    hangs = true;
  }

  /** Its first deployment hangs until it is given up. */
  synchronized void hangs(String name, Path file) {
    state(name, DeploymentState.STARTING, 0, file);
    Promise<DeploymentStatus> start = Promise.promise();
    hanging = start;
    start
        .future()
        .onFailure(
            e ->
                watch.hear(
                    status(
                        name,
                        DeploymentState.FAILED,
                        0,
                        "was given up",
                        List.of(),
                        List.of(file))));
  }

  /** What is redeployed from now on serves at once, and what it replaces does not finish. */
  synchronized void drain() {
    hold();
    draining = true;
  }

  /** What was held ends well. */
  synchronized void letGo() {
    Promise<Void> ending = held;
    held = null;
    if (ending != null) {
      ending.complete();
    }
  }

  /** What is redeployed from now on fails. */
  synchronized void fails(DeployException reason) {
    failure = reason;
  }

  /** What is redeployed from now on ends well. */
  synchronized void succeeds() {
    failure = null;
  }

  /** How often it was redeployed because of a change. */
  int attempts(String name) {
    return all.get(name).attempts.get();
  }

  /** Waits until this is what runs. */
  void runs(String name, String text) {
    Wait.until(name + " runs " + text, () -> all.get(name).text.equals(text));
  }

  /** Waits until the watch has looked at the files so often that it has seen all there is. */
  void looks() {
    long enough = watch.glances() + 20;
    Wait.until("it has looked", () -> watch.glances() >= enough);
  }

  /** Waits until the watch listens to what the system says of all that it was told of. */
  void listens() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    watch.afterwards(done::countDown);
    assertThat(done.await(Wait.SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Waits until a line is told. */
  void tells(String line) {
    Wait.until(line, () -> told().contains(line));
  }

  /** Waits until a line is told that fits. */
  void tellsLike(String regex) {
    Wait.until(regex, () -> told().stream().anyMatch(line -> line.matches(regex)));
  }

  /** The lines that were told. */
  List<String> told() {
    return told.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
