package busway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

final class BenchmarksTest {

  @Test
  void everyBenchmarkRuns() throws Exception {
    Collection<RunResult> results = run();
    assertThat(results)
        .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
    assertThat(names(results)).isNotEmpty().isEqualTo(written());
  }

  private static Collection<RunResult> run() throws RunnerException {
    System.setProperty("jmh.ignoreLock", "true");
    return new Runner(
            new OptionsBuilder()
                .include("^busway\\.bench\\.\\w+\\.")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(3))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run();
  }

  private static Set<String> names(Collection<RunResult> results) {
    return results.stream()
        .map(result -> result.getParams().getBenchmark())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The benchmarks in the compiled classes, whatever the generator made of them. */
  private static Set<String> written() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Measured.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(classes.resolve("busway/bench"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Benchmark.class"))
          .flatMap(name -> benchmarks("busway.bench." + name.replace(".class", "")))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Stream<String> benchmarks(String type) {
    try {
      return Arrays.stream(Class.forName(type).getMethods())
          .filter(method -> method.isAnnotationPresent(Benchmark.class))
          .map(method -> type + '.' + method.getName());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
