package busway.watch;

import busway.deploy.DeployException;
import busway.deploy.DeploymentStatus;
import busway.deploy.Deployments;
import busway.deploy.Problem;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redeploys each deployment whose files have changed, and tells what came of it. The system says
 * when a file changes; what it does not say is found by a look every half second.
 */
public final class Watch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long GLANCE_MS = 500;

  private final Redeployer redeployer;
  private final Reporter reporter;
  private final Map<String, Watched> all = new HashMap<>();
  private final WatchThread thread = new WatchThread();
  private final @Nullable FolderEvents events;
  private final long glanceMs;
  private final LongSupplier clock;
  private final AtomicLong glances = new AtomicLong();

  /**
   * Watches nothing yet.
   *
   * @param glanceMs how long after one look at all files the next one follows
   * @param clock tells nanoseconds, by which it judges whether anybody still writes
   */
  Watch(Redeployer redeployer, Reporter reporter, long glanceMs, LongSupplier clock) {
    this.redeployer = redeployer;
    this.reporter = reporter;
    this.glanceMs = glanceMs;
    this.clock = clock;
    this.events = listen();
    thread.every(glanceMs, this::glance);
  }

  /** Watches all that is deployed from now on. */
  public static Watch start(Deployments deployments, Reporter reporter) {
    Watch watch = new Watch(Redeployer.of(deployments), reporter, GLANCE_MS, System::nanoTime);
    deployments.onChange(watch::hear);
    return watch;
  }

  private @Nullable FolderEvents listen() {
    try {
      return FolderEvents.start(() -> thread.run(this::touch));
    } catch (IOException e) {
      LOG.warn("changes of files are noticed a little later: {}", e.getMessage());
      return null;
    }
  }

  /** Takes notice of a deployment's state. From any thread. */
  void hear(DeploymentStatus status) {
    long nowMs = System.currentTimeMillis();
    thread.run(() -> hear(status, nowMs));
  }

  /** Runs a task once all is done that was heard of before. From any thread. */
  void afterwards(Runnable task) {
    thread.run(task);
  }

  private void hear(DeploymentStatus status, long heardMs) {
    switch (status.state()) {
      case STARTING -> starting(status, heardMs);
      case RUNNING -> running(status, watched(status, heardMs));
      case FAILED -> failed(status, heardMs);
      case DRAINING -> forget(status.name());
    }
    listenToFolders();
  }

  /** What it imports is not known yet. */
  private void starting(DeploymentStatus status, long heardMs) {
    Watched known = all.get(status.name());
    if (known == null || !known.busy()) {
      Watched watched = new Watched(status.name(), heardMs);
      watched.follow(Sources.of(status), System.nanoTime());
      all.put(status.name(), watched);
    }
  }

  private void running(DeploymentStatus status, Watched watched) {
    watched.follow(Sources.of(status), clock.getAsLong());
    runs(watched, status);
    look(watched);
  }

  private void failed(DeploymentStatus status, long heardMs) {
    Watched watched = watched(status, heardMs);
    watched.follow(Sources.of(status), clock.getAsLong());
    if (watched.fails()) {
      reporter.waits(status.name(), status.reason(), status.problems());
    }
    look(watched);
  }

  private Watched watched(DeploymentStatus status, long heardMs) {
    return all.computeIfAbsent(status.name(), name -> new Watched(name, heardMs));
  }

  /** Tells of a version once, when it serves: nobody waits for the one before it to finish. */
  private void runs(Watched watched, DeploymentStatus status) {
    watched
        .runs(status.version())
        .ifPresent(
            change ->
                reporter.runs(
                    status.name(),
                    status.version(),
                    change.ageMs(clock.getAsLong()),
                    change.files()));
  }

  private void listenToFolders() {
    if (events != null) {
      events.listenTo(
          all.values().stream()
              .flatMap(watched -> watched.paths().stream())
              .map(path -> path.toAbsolutePath().getParent())
              .filter(Objects::nonNull)
              .collect(Collectors.toSet()));
    }
  }

  private void glance() {
    listenToFolders();
    List.copyOf(all.values()).forEach(this::look);
    glances.incrementAndGet();
  }

  /** How often it has looked at all files. */
  long glances() {
    return glances.get();
  }

  private void touch() {
    Set<Path> changed = events == null ? Set.of() : events.take();
    long nowNs = clock.getAsLong();
    for (Watched watched : List.copyOf(all.values())) {
      if (watched.touch(changed, nowNs)) {
        look(watched);
      }
    }
  }

  private void look(Watched watched) {
    long nowNs = clock.getAsLong();
    watched.look(nowNs);
    if (!watched.changed()) {
      return;
    }
    long restNs = watched.restNs(nowNs);
    if (restNs > TimeUnit.MILLISECONDS.toNanos(glanceMs)) {
      thread.forget(watched.name());
    } else if (restNs > 0) {
      thread.later(watched.name(), restNs, () -> lookAgain(watched));
    } else if (!watched.busy()) {
      redeploy(watched);
    } else if (watched.saved()) {
      redeployer.giveUp(watched.name(), watched.noticedNs());
    }
  }

  private void lookAgain(Watched watched) {
    if (all.get(watched.name()) == watched) {
      look(watched);
    }
  }

  private void redeploy(Watched watched) {
    if (!watched.take()) {
      return;
    }
    Change change = watched.change();
    Future<DeploymentStatus> redeployed = redeployer.redeploy(watched.name());
    if (redeployed.failed()) {
      failed(watched, change, redeployed.cause());
    } else {
      redeployed.onComplete(
          status -> thread.run(() -> succeeded(watched, change, status)),
          failure -> thread.run(() -> failed(watched, change, failure)));
    }
  }

  private void succeeded(Watched watched, Change change, DeploymentStatus status) {
    if (watched.isBusyWith(change)) {
      running(status, watched);
      listenToFolders();
    }
  }

  private void failed(Watched watched, Change change, Throwable failure) {
    if (!watched.isBusyWith(change)) {
      return;
    }
    if (!(failure instanceof DeployException refused)) {
      fail(watched, String.valueOf(failure.getMessage()), List.of());
      return;
    }
    switch (refused.code()) {
      case CONFLICT -> {
        watched.postpone();
        redeployer.giveUp(watched.name(), change.noticedNs());
      }
      case NOT_FOUND -> forget(watched.name());
      case INVALID, FAILED, TIMEOUT, GIVEN_UP, LIMIT ->
          fail(watched, String.valueOf(refused.getMessage()), refused.problems());
    }
  }

  private void fail(Watched watched, String reason, List<Problem> problems) {
    watched.done(false);
    watched.follow(Sources.with(watched.paths(), problems), clock.getAsLong());
    if (watched.version() > 0) {
      reporter.goesOn(watched.name(), watched.version(), reason, problems);
    } else {
      reporter.waits(watched.name(), reason, problems);
    }
    listenToFolders();
    look(watched);
  }

  private void forget(String name) {
    all.remove(name);
    thread.forget(name);
  }

  @Override
  public void close() {
    thread.close();
    if (events != null) {
      events.close();
    }
  }
}
