package busway.deploy;

import busway.vertx.JsonTypes;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops instances, and frees what they were made of. Blocks: only on threads of {@link UserCode}.
 */
final class Stops {

  /** How long what is given up may take to come back. */
  static final Duration GRACE = Duration.ofMillis(250);

  private static final Logger LOG = LoggerFactory.getLogger(Stops.class);

  private final Calls calls;
  private final UserCode code;
  private final Duration freeTimeout;

  /**
   * Stops nothing yet.
   *
   * @param freeTimeout how long freeing the code of one that came back late may take
   */
  Stops(Calls calls, UserCode code, Duration freeTimeout) {
    this.calls = calls;
    this.code = code;
    this.freeTimeout = freeTimeout;
  }

  /** Ends all of it: its instances, its threads and its code. */
  void down(Generation generation, Duration limit) {
    end(generation, generation.instances(), limit);
    Future<Void> stopped = generation.stopped();
    if (!stopped.isComplete()) {
      interrupt(generation);
      UserCode.awaited(stopped, GRACE);
    }
    if (stopped.isComplete()) {
      free(generation, limit);
    } else {
      doesNotComeBack(generation);
      stopped.onComplete(late -> code.run(() -> free(generation, freeTimeout)));
    }
  }

  /** Wakes what blocks, wherever it does. */
  private void interrupt(Generation generation) {
    WorkerThreads threads = generation.threads();
    if (threads != null) {
      threads.interrupt();
    }
    UserCode.awaited(code.run(() -> cancelled(generation)), GRACE);
  }

  private static boolean cancelled(Generation generation) {
    generation.version().cancel();
    return true;
  }

  /** Stops some of its instances, while the others serve. */
  void stop(Generation generation, List<Instance> instances, Duration limit) {
    if (!end(generation, instances, limit)) {
      doesNotComeBack(generation);
    }
  }

  private static void doesNotComeBack(Generation generation) {
    LOG.warn(
        "verticle {}: its threads do not come back; what it holds is freed when they do",
        generation.config().name());
  }

  /**
   * Stops some, and waits for them, for those that hang only so long; whether they have stopped.
   */
  boolean end(Generation generation, List<Instance> instances, Duration limit) {
    Future<Void> stopped =
        Future.join(instances.stream().map(one -> one.end(calls)).toList()).mapEmpty();
    generation.stops(stopped);
    if (UserCode.awaited(stopped, limit)) {
      return true;
    }
    instances.forEach(Instance::giveUpStop);
    return UserCode.awaited(stopped, GRACE);
  }

  /** Cleans up after one that has died by itself. */
  void bury(Instance instance) {
    instance.intake().close();
    instance.end(calls);
  }

  private @Nullable Void free(Generation generation, Duration limit) {
    WorkerThreads threads = generation.threads();
    if (threads != null) {
      threads.close();
    }
    Version version = generation.version();
    Future<?> closed =
        code.run(
            () -> {
              version.close();
              JsonTypes.forget();
              return true;
            });
    closed.onFailure(
        e ->
            LOG.warn(
                "verticle {}: its code cannot be freed: {}",
                generation.config().name(),
                StartException.reason(e)));
    UserCode.awaited(closed, limit);
    return null;
  }
}
