package busway.polyglot;

import io.vertx.core.Deployable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;

/**
 * One version of a script's code: makes instances, and is a list of the files that it consists of,
 * as far as they were read. Closing it ends what its instances still do. From any thread.
 */
final class Script implements Callable<Deployable>, Iterable<Path>, AutoCloseable {

  private final Set<Context> contexts = ConcurrentHashMap.newKeySet();
  private final Language language;
  private final Path main;
  private final Snapshot snapshot;
  private volatile boolean closed;

  Script(Language language, Path main) throws IOException {
    this.language = language;
    this.main = main.toRealPath();
    this.snapshot = new Snapshot(language, main);
  }

  @Override
  public Deployable call() {
    return new ScriptVerticle(this);
  }

  @Override
  public Iterator<Path> iterator() {
    return snapshot.files().iterator();
  }

  @Override
  public void close() {
    closed = true;
    contexts.forEach(context -> context.close(true));
  }

  /** The file that was deployed. */
  Path main() {
    return main;
  }

  /** What the log calls it: the file's name without its suffix. */
  String name() {
    String file = String.valueOf(main.getFileName());
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  /** A polyglot context of one instance's own, unless the version was closed. Takes a while. */
  Context context() {
    Context context = language.context(snapshot);
    contexts.add(context);
    if (closed) {
      close(context);
      throw new ScriptException(name() + ": its version was closed");
    }
    return context;
  }

  /** What threads run of scripts in this language. */
  GuestStacks stacks() {
    return language.stacks();
  }

  /** Runs the prelude in it. */
  Guest guest(Context context, Host host) {
    return Guest.begin(context, language.prelude(), host);
  }

  /** Frees it; ends whatever it does. */
  @Nullable Void close(Context context) {
    contexts.remove(context);
    context.close(true);
    return null;
  }
}
