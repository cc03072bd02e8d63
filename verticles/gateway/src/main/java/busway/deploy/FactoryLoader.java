package busway.deploy;

import io.vertx.core.Deployable;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.spi.VerticleFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * Loads what the {@link VerticleFactory}s on the class path make, by prefix ({@code groovy:x}) or
 * suffix ({@code x.js}).
 */
public final class FactoryLoader implements Loader {

  private final List<VerticleFactory> factories;
  private final ClassLoader classes;

  /**
   * Takes the factories that Vert.x has, and registers with it those that only {@code classes} has.
   */
  public FactoryLoader(Vertx vertx, ClassLoader classes) {
    this.classes = classes;
    for (VerticleFactory found : ServiceLoader.load(VerticleFactory.class, classes)) {
      if (vertx.verticleFactories().stream().noneMatch(f -> f.getClass() == found.getClass())) {
        vertx.registerVerticleFactory(found);
      }
    }
    List<VerticleFactory> all = new ArrayList<>(vertx.verticleFactories());
    all.sort(Comparator.comparingInt(VerticleFactory::order));
    this.factories = List.copyOf(all);
  }

  @Override
  public boolean loads(String main) {
    return factories.stream().anyMatch(factory -> isOf(factory.prefix(), main));
  }

  /** Whether {@code prefix} is that of {@code main}, or its suffix. */
  static boolean isOf(String prefix, String main) {
    return main.startsWith(prefix + ":") || main.endsWith("." + prefix);
  }

  @Override
  public Version load(VerticleConfig config) {
    VerticleFactory factory =
        factories.stream()
            .filter(one -> isOf(one.prefix(), config.main()))
            .findFirst()
            .orElseThrow();
    Promise<Callable<? extends Deployable>> made = Promise.promise();
    try {
      factory.createVerticle2(config.main(), classes, made);
      return new OfFactory(
          made.future().toCompletionStage().toCompletableFuture().get(), classes, config.main());
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("was given up while it was loaded");
    } catch (Exception e) {
      throw failed(e);
    }
  }

  private static LoadException failed(Throwable failure) {
    return failure instanceof LoadException e
        ? e
        : new LoadException("cannot be loaded: " + StartException.reason(failure));
  }

  /** What makes the instances may say what files it is made of, and may want to be closed. */
  private record OfFactory(
      Callable<? extends Deployable> maker, ClassLoader classLoader, String main)
      implements Version {

    @Override
    public Deployable instance() {
      try {
        return maker.call();
      } catch (Exception e) {
        throw failed(e);
      }
    }

    @Override
    public List<Path> files() {
      if (maker instanceof Iterable<?> files) {
        List<Path> paths = new ArrayList<>();
        files.forEach(file -> paths.add((Path) file));
        return paths;
      }
      Path file = Path.of(main.substring(main.indexOf(':') + 1)).toAbsolutePath().normalize();
      return Files.isRegularFile(file) ? List.of(file) : List.of();
    }

    @Override
    public void cancel() {
      close();
    }

    @Override
    public void close() {
      if (maker instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (Exception e) {
          throw failed(e);
        }
      }
    }
  }
}
