package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM's start-up cache: used where it fits, and not felt where it does not. */
class StartCacheIT {

  private static final Duration BOUND = Duration.ofMinutes(4);
  private static final String LOG =
      System.getProperty("java.specification.version").compareTo("24") < 0
          ? "-Xlog:cds"
          : "-Xlog:aot";
  private static final Map<String, String> SAYING = Map.of("BUSWAY_JAVA_OPTS", LOG);

  @TempDir static Path home;
  private static Path cache;
  private static Path made;

  @BeforeAll
  static void makesTheCacheOfAnInstallation() throws Exception {
    Path source = RunningBusway.home();
    Path target = source.resolve("verticles/gateway/target");
    copy(source.resolve("conf"), home.resolve("conf"));
    copy(target.resolve("lib"), home.resolve("lib"));
    Files.copy(target.resolve("busway-gateway.jar"), home.resolve("lib/busway-gateway.jar"));
    Files.copy(
        source.resolve("busway"), home.resolve("busway"), StandardCopyOption.COPY_ATTRIBUTES);
    Child child = run(Map.of(), "cache");
    assertThat(child.stdout()).isEmpty();
    cache = onlyCache();
    made = Files.copy(cache, home.resolve("made"));
  }

  @AfterAll
  static void leavesNothingHalfMade() throws Exception {
    try (Stream<Path> files = Files.list(home.resolve("cache"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(cache.getFileName().toString(), "rehearsal.log");
    }
  }

  @BeforeEach
  void restoresTheCache() throws IOException {
    Files.copy(made, cache, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void isUsedByTheNextStart() throws Exception {
    assertThat(used(SAYING)).isTrue();
  }

  @Test
  void isUsedByEachCollectorThatCanAndNotFeltByTheOthers() throws Exception {
    for (String collector : List.of("Serial", "Parallel", "G1")) {
      String option = LOG + " -XX:+Use" + collector + "GC";
      assertThat(used(Map.of("BUSWAY_JAVA_OPTS", option))).as(collector).isTrue();
    }
    startsInSilence(Map.of("BUSWAY_JAVA_OPTS", "-XX:+UseZGC"));
  }

  @Test
  void isLeftAloneWhenAskedTo() throws Exception {
    Map<String, String> never = new HashMap<>(SAYING);
    never.put("BUSWAY_CACHE", "never");
    assertThat(used(never)).isFalse();
  }

  @Test
  void servesVerticlesOfALoaderOfTheirOwn() throws Exception {
    Path examples = RunningBusway.home().resolve("verticles/examples/target/busway-examples.jar");
    List<String> command =
        List.of(
            home.resolve("busway").toString(),
            "up",
            "--classpath",
            examples.toString(),
            "--set",
            "classpath=[]",
            "--set",
            "tcp.port=0",
            "--set",
            "websocket.port=0",
            "--set",
            "admin.port=0",
            "--set",
            "admin.token=" + RunningBusway.TOKEN);
    try (Child child = Child.start(home, SAYING, command)) {
      String ready = child.awaitLine(line -> line.startsWith("busway ready"), BOUND);
      assertThat(child.stdout()).anyMatch(StartCacheIT::tellsOfTheCache);
      int port = Integer.parseInt(ready.replaceAll(".* tcp \\S+:(\\d+) .*", "$1"));
      try (TcpClient client = new TcpClient(port)) {
        assertThat(client.request("echo", "{\"n\":1.50}")).contains("{\"n\":1.50}");
        assertThat(client.request("primes", "{\"limit\":10}")).contains("\"type\":\"message\"");
      }
    }
  }

  @Test
  void aDamagedOneIsNotFelt() throws Exception {
    long length = Files.size(made);
    for (int tenth = 0; tenth < 10; tenth += 3) {
      restoresTheCache();
      try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
        file.seek(length * tenth / 10 + 5_000);
        file.writeBytes("damaged ".repeat(512));
      }
      startsInSilence(Map.of());
    }
  }

  @Test
  void aTruncatedOneIsNotFelt() throws Exception {
    for (long length : List.of(0L, 100L, Files.size(made) / 2)) {
      restoresTheCache();
      try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
        file.setLength(length);
      }
      startsInSilence(Map.of());
    }
  }

  @Test
  void aFolderInItsPlaceIsNotFelt() throws Exception {
    Files.delete(cache);
    Files.createDirectory(cache);
    startsInSilence(Map.of());
    Files.delete(cache);
  }

  @Test
  void isNotUsedForOtherJars() throws Exception {
    Path jar = home.resolve("lib/busway-gateway.jar");
    Path library = home.resolve("lib/zzz.jar");
    byte[] bytes = Files.readAllBytes(jar);
    byte[] changed = bytes.clone();
    // The time of the first entry, which nobody reads: as long as before, and as old.
    changed[10] ^= 1;
    FileTime before = Files.getLastModifiedTime(jar);
    try {
      Files.write(jar, changed);
      Files.setLastModifiedTime(jar, before);
      assertThat(used(SAYING)).isFalse();
      startsInSilence(Map.of());
      Files.write(jar, bytes);
      Files.copy(jar, library);
      assertThat(used(SAYING)).isFalse();
    } finally {
      Files.deleteIfExists(library);
      Files.write(jar, bytes);
    }
    assertThat(used(SAYING)).isTrue();
  }

  @Test
  void isNotMadeWhereNothingCanBeWritten() throws Exception {
    Path caches = cache.getParent();
    Path aside = Files.move(caches, home.resolve("aside"));
    Files.createFile(caches);
    try (Child child =
        Child.start(home, Map.of(), List.of(home.resolve("busway").toString(), "cache"))) {
      assertThat(child.awaitExit(BOUND)).isEqualTo(1);
      assertThat(child.stderr())
          .containsExactly("busway: no start-up cache could be made in " + caches);
      startsInSilence(Map.of());
    } finally {
      Files.delete(caches);
      Files.move(aside, caches);
    }
  }

  @Test
  void twoMayMakeItAtOnceWhileAThirdStarts() throws Exception {
    List<String> command = List.of(home.resolve("busway").toString(), "cache");
    try (Child one = Child.start(home, Map.of(), command);
        Child two = Child.start(home, Map.of(), command)) {
      startsInSilence(Map.of());
      assertThat(one.awaitExit(BOUND)).as(one.toString()).isZero();
      assertThat(two.awaitExit(BOUND)).as(two.toString()).isZero();
    }
    assertThat(used(SAYING)).isTrue();
  }

  private static Path onlyCache() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("cache"))) {
      return files.filter(file -> file.toString().endsWith(".cache")).findFirst().orElseThrow();
    }
  }

  private static boolean used(Map<String, String> environment) throws Exception {
    return run(environment, "config").stdout().stream().anyMatch(StartCacheIT::tellsOfTheCache);
  }

  private static void startsInSilence(Map<String, String> environment) throws Exception {
    Child child = run(environment, "config");
    assertThat(child.stdout().getFirst()).isEqualTo("tcp:");
    assertThat(child.stderr()).isEmpty();
  }

  private static Child run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("busway").toString()));
    command.addAll(List.of(arguments));
    try (Child child = Child.start(home, environment, command)) {
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isZero();
      return child;
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** What a JVM says that uses an AOT cache, and one that uses an archive. */
  private static boolean tellsOfTheCache(String line) {
    return line.contains("Using AOT-linked classes: true")
        || line.contains("Mapped dynamic region");
  }
}
