package busway.polyglot;

import io.vertx.core.Deployable;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.spi.VerticleFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Makes verticles of scripts of one language. What it gives for a script is one {@link Script
 * version} of its code.
 */
public class ScriptFactory implements VerticleFactory {

  private final Language language;
  private final String prefix;
  private @Nullable Vertx vertx;

  /**
   * @param prefix before a colon ({@code js:app}), or the suffix of the file
   */
  protected ScriptFactory(Language language, String prefix) {
    this.language = language;
    this.prefix = prefix;
  }

  @Override
  public final void init(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public final String prefix() {
    return prefix;
  }

  /**
   * Reads the script: a file, or a resource of the class path that is a file. Where {@link #init}
   * was called, on a worker thread; else at once, before it returns.
   */
  @Override
  public final void createVerticle2(
      String name, ClassLoader classes, Promise<Callable<? extends Deployable>> promise) {
    Vertx runtime = vertx;
    if (runtime == null) {
      try {
        promise.complete(read(name, classes));
      } catch (IOException | RuntimeException e) {
        promise.fail(e);
      }
    } else {
      runtime
          .<Callable<? extends Deployable>>executeBlocking(() -> read(name, classes), false)
          .onComplete(promise);
    }
  }

  private Script read(String name, ClassLoader classes) throws IOException {
    String file = name.startsWith(prefix + ":") ? name.substring(prefix.length() + 1) : name;
    Path path = Path.of(file).toAbsolutePath().normalize();
    URL resource = classes.getResource(file);
    if (!Files.exists(path) && resource != null && resource.getProtocol().equals("file")) {
      path = Path.of(uri(resource));
    }
    if (!Files.isRegularFile(path)) {
      throw new ScriptException(file + ": no such file");
    }
    return new Script(language, path);
  }

  private static URI uri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new ScriptException(url + ": no such file");
    }
  }
}
