package busway.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What some files look like at one moment. */
record Snapshot(Map<Path, Stamp> stamps) {

  /** So many files of one folder are looked at; those beyond are not. */
  static final int MAX_FILES = 10_000;

  /** Looks at files, and at all that is in those of them which are folders. */
  static Snapshot of(Collection<Path> paths) {
    Map<Path, Stamp> stamps = new TreeMap<>();
    for (Path path : paths) {
      files(path).forEach(file -> stamps.put(file, Stamp.of(file)));
    }
    return new Snapshot(stamps);
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> below = Files.walk(path)) {
      return below.filter(Files::isRegularFile).limit(MAX_FILES).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(path);
    }
  }

  /** Whether there is not a single one of them. */
  boolean nothing() {
    return stamps.values().stream().allMatch(Stamp.NONE::equals);
  }

  /** Whether somebody seems to be about to write: a file is missing or empty that was not. */
  boolean gapsSince(Snapshot earlier) {
    return stamps.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getValue().bytes() <= 0
                    && !entry.getValue().equals(earlier.stamps.get(entry.getKey())));
  }

  /** The jars among them. */
  List<Path> jars() {
    return stamps.keySet().stream().filter(file -> file.toString().endsWith(".jar")).toList();
  }

  /** Those written in a later millisecond than this one since 1970. */
  Set<Path> writtenAfter(long timeMs) {
    long nextNs = TimeUnit.MILLISECONDS.toNanos(timeMs + 1);
    return stamps.entrySet().stream()
        .filter(entry -> entry.getValue().modifiedNs() >= nextNs)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** What is in each of them now, as a hash; empty if it cannot be read. */
  Map<Path, String> contents() {
    Map<Path, String> contents = new HashMap<>();
    stamps.keySet().forEach(file -> contents.put(file, content(file)));
    return contents;
  }

  private static String content(Path file) {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      return "";
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
