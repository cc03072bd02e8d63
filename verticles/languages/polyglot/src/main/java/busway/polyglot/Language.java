package busway.polyglot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;
import org.jspecify.annotations.Nullable;

/**
 * A language of GraalVM, and the prelude that gives its scripts the API of Vert.x: a function of
 * the language, which gets the members of {@link Host} and gives those that {@link Guest} calls.
 * From any thread.
 */
public final class Language {

  private final String id;
  private final List<String> suffixes;
  private final Map<String, String> options;
  private final URL prelude;
  private @Nullable Engine engine;
  private @Nullable GuestStacks stacks;

  /**
   * @param id what GraalVM calls it
   * @param suffixes of the files that a script may consist of
   * @param options of each context
   * @param prelude where the prelude is
   */
  public Language(String id, List<String> suffixes, Map<String, String> options, URL prelude) {
    this.id = id;
    this.suffixes = List.copyOf(suffixes);
    this.options = Map.copyOf(options);
    this.prelude = prelude;
  }

  /** Whether a file of this name can be part of a script. */
  boolean owns(String fileName) {
    return suffixes.stream().anyMatch(fileName::endsWith);
  }

  /** A new context, which may do whatever a Java verticle may. Takes a while. */
  Context context(FileSystem files) {
    return Context.newBuilder(id)
        .engine(engine())
        .allowAllAccess(true)
        .allowIO(IOAccess.newBuilder().fileSystem(files).allowHostSocketAccess(true).build())
        .allowExperimentalOptions(true)
        .options(options)
        .build();
  }

  /** What threads run of this language, once there was a context. */
  synchronized GuestStacks stacks() {
    return Objects.requireNonNull(stacks);
  }

  Source prelude() {
    try (InputStream in = prelude.openStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Source.newBuilder(id, text, "busway:prelude").internal(true).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One for all: what it has parsed, it has parsed for every context. */
  private synchronized Engine engine() {
    Engine started = engine;
    if (started == null) {
      started = Engine.newBuilder(id).option("engine.WarnInterpreterOnly", "false").build();
      engine = started;
      stacks = new GuestStacks(started);
    }
    return started;
  }
}
