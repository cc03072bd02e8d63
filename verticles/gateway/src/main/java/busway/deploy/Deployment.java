package busway.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known under one name. From any thread. */
final class Deployment {

  private final int maxDrains;
  private final Rate rate = new Rate(System.nanoTime());
  private final List<Instance> leaving = new ArrayList<>();
  private final Set<Change> drains = new LinkedHashSet<>();
  private VerticleConfig config;
  private DeploymentState state = DeploymentState.STARTING;
  private Instant since = Instant.now();
  private String reason = "";
  private List<Problem> problems = List.of();
  private @Nullable Generation generation;
  private int version;
  private long goneMessages;
  private double goneHandlerSeconds;
  private @Nullable Change change;
  private int reserved;

  /**
   * Makes one of which nothing runs yet.
   *
   * @param maxDrains versions that were replaced and may be left to finish, at once
   */
  Deployment(VerticleConfig config, int maxDrains) {
    this.config = config;
    this.maxDrains = maxDrains;
  }

  synchronized VerticleConfig config() {
    return config;
  }

  synchronized DeploymentState state() {
    return state;
  }

  synchronized @Nullable Generation generation() {
    return generation;
  }

  synchronized @Nullable Change change() {
    return change;
  }

  /** Lets the change under way start so many instances. */
  synchronized void reserve(int instances) {
    reserved = instances;
  }

  /** So many instances it may have, whether the change under way succeeds or not. */
  synchronized int mostInstances() {
    return Math.max(config.instances(), reserved);
  }

  /** Has only one change at a time, but for versions that were replaced and have not finished. */
  synchronized void begin(Change next) {
    if (change != null) {
      throw new DeployException(
          DeployException.Code.CONFLICT,
          config.name() + ": another change is under way (" + change.kind() + ")");
    }
    if (drains.size() >= maxDrains && next.replaces()) {
      throw new DeployException(
          DeployException.Code.CONFLICT,
          "%s: %d versions before this one have not finished (expected: fewer than %d: deployments.max-drains)"
              .formatted(config.name(), drains.size(), maxDrains));
    }
    change = next;
  }

  /** What waits for versions that were replaced. */
  synchronized List<Change> draining() {
    return List.copyOf(drains);
  }

  /** Notes that such a wait is over. */
  synchronized void drained(Change over) {
    drains.remove(over);
  }

  /** Ends a change, if that is the one under way. */
  synchronized boolean end(Change ended) {
    boolean current = change == ended;
    if (current) {
      change = null;
      reserved = 0;
    }
    return current;
  }

  synchronized void starting(VerticleConfig next) {
    config = next;
    becomes(DeploymentState.STARTING);
  }

  synchronized void leaves() {
    becomes(DeploymentState.DRAINING);
  }

  private void becomes(DeploymentState next) {
    state = next;
    since = Instant.now();
    reason = "";
    problems = List.of();
  }

  /** A change has failed: so has the deployment if nothing of it runs. */
  synchronized void failed(String why, List<Problem> where) {
    if (generation == null || generation.instances().isEmpty()) {
      becomes(DeploymentState.FAILED);
    }
    reason = why;
    problems = where;
  }

  /**
   * Is served by this from now on. If there was another, all that the change under way has yet to
   * do is to wait for that one: the next change may begin.
   */
  synchronized void serve(Generation next) {
    if (generation != null) {
      leaving.addAll(generation.instances());
      if (change != null) {
        drains.add(change);
        end(change);
      }
    }
    generation = next;
    config = next.config();
    version++;
    becomes(DeploymentState.RUNNING);
  }

  /** Has another number of instances. */
  synchronized void scaled(VerticleConfig next) {
    config = next;
    reason = "";
    problems = List.of();
  }

  /** These serve no longer, but have not stopped yet. */
  synchronized void leave(Generation from, List<Instance> instances) {
    for (Instance instance : instances) {
      if (from.remove(instance)) {
        leaving.add(instance);
      }
    }
  }

  /** These have stopped. */
  synchronized void left(Collection<Instance> instances) {
    instances.forEach(this::forget);
  }

  /** This one has died. */
  synchronized boolean died(Generation of, Instance instance, String why) {
    boolean served = of.remove(instance) && of == generation;
    if (served) {
      count(instance);
    } else {
      forget(instance);
    }
    if (served && state == DeploymentState.RUNNING) {
      failed(why, List.of());
    }
    return served;
  }

  private void forget(Instance instance) {
    if (leaving.remove(instance)) {
      count(instance);
    }
  }

  private void count(Instance instance) {
    goneMessages += instance.intake().delivered();
    goneHandlerSeconds += instance.handlerSeconds();
  }

  /** All instances, those included that serve no longer and have not stopped. */
  synchronized List<Instance> instances() {
    List<Instance> all = new ArrayList<>(leaving);
    if (generation != null) {
      all.addAll(generation.instances());
    }
    return all;
  }

  /** The last one, when nothing of it is left. */
  synchronized DeploymentStatus gone() {
    generation = null;
    return status();
  }

  synchronized DeploymentStatus status() {
    List<Instance> serving = generation == null ? List.of() : generation.instances();
    TreeSet<String> addresses = new TreeSet<>();
    serving.forEach(instance -> addresses.addAll(instance.intake().addresses()));
    long messages = goneMessages + sum(serving, instance -> instance.intake().delivered());
    return new DeploymentStatus(
        config.name(),
        config.main(),
        config.threading(),
        state,
        reason,
        problems,
        (int) serving.stream().filter(Instance::alive).count(),
        version,
        List.copyOf(addresses),
        since,
        messages,
        rate.perSecond(System.nanoTime(), messages),
        goneHandlerSeconds + seconds(serving),
        sum(serving, instance -> instance.intake().pending()),
        generation == null ? List.of() : generation.version().files());
  }

  private long sum(List<Instance> serving, ToLongFunction<Instance> value) {
    return both(serving).mapToLong(value).sum();
  }

  private double seconds(List<Instance> serving) {
    return both(serving).mapToDouble(Instance::handlerSeconds).sum();
  }

  private Stream<Instance> both(List<Instance> serving) {
    return Stream.concat(serving.stream(), leaving.stream());
  }
}
