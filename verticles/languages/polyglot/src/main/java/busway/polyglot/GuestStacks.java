package busway.polyglot;

import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.tools.profiler.CPUSampler;
import com.oracle.truffle.tools.profiler.StackTraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Which functions of scripts a thread runs now, the innermost first: a Java stack has only those of
 * the interpreter. Costs nothing where nobody asks. From any thread.
 */
final class GuestStacks implements Function<Thread, List<StackTraceElement>> {

  /** Whoever asks has little time; where it is too little, the next answer is the one before. */
  private static final long PATIENCE_NS = 2_000_000;

  private static final long OUTDATED_NS = 20_000_000;

  /** As long as a thread may take to come to a place where it can be looked at. */
  private static final long SAMPLE_MS = 50;

  private final CPUSampler sampler;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("script-stacks").daemon().factory());
  private @Nullable CompletableFuture<Sample> running;

  private record Sample(long takenNs, Map<Thread, List<StackTraceEntry>> stacks) {}

  GuestStacks(Engine engine) {
    sampler = CPUSampler.find(engine);
  }

  @Override
  public synchronized List<StackTraceElement> apply(Thread of) {
    CompletableFuture<Sample> sampling = running;
    if (sampling == null || isOutdated(sampling)) {
      sampling = CompletableFuture.supplyAsync(this::sample, thread);
    }
    running = sampling;
    try {
      Sample sample = sampling.get(PATIENCE_NS, TimeUnit.NANOSECONDS);
      running = null;
      return elements(sample.stacks().getOrDefault(of, List.of()));
    } catch (TimeoutException | ExecutionException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static boolean isOutdated(CompletableFuture<Sample> sampling) {
    return sampling.isCompletedExceptionally()
        || sampling.isDone() && System.nanoTime() - sampling.join().takenNs() > OUTDATED_NS;
  }

  private Sample sample() {
    var stacks = sampler.takeSample(SAMPLE_MS, TimeUnit.MILLISECONDS);
    return new Sample(System.nanoTime(), stacks);
  }

  private static List<StackTraceElement> elements(List<StackTraceEntry> entries) {
    List<StackTraceElement> elements = new ArrayList<>();
    for (StackTraceEntry entry : entries) {
      SourceSection section = entry.getSourceSection();
      if (section != null && section.isAvailable() && section.getSource().getPath() != null) {
        elements.add(element(entry.getRootName(), section));
      }
    }
    return elements;
  }

  /** What has no name of its own has that of its line. */
  private static StackTraceElement element(String name, SourceSection section) {
    String path = section.getSource().getPath();
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    int line = section.getStartLine();
    boolean named = !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0));
    return new StackTraceElement(
        dot > 0 ? file.substring(0, dot) : file, named ? name : "line " + line, file, line);
  }
}
