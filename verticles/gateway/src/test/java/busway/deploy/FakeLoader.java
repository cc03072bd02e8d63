package busway.deploy;

import io.vertx.core.Deployable;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Takes one {@code main}, and makes its instances as a test likes.
 *
 * @param maker of one instance, each time another
 * @param cancelled runs when a version is to end what its instances still do
 * @param closed runs when a version is freed
 */
record FakeLoader(
    String main, Function<VerticleConfig, Deployable> maker, Runnable cancelled, Runnable closed)
    implements Loader {

  FakeLoader(String main, Function<VerticleConfig, Deployable> maker) {
    this(main, maker, () -> {}, () -> {});
  }

  @Override
  public boolean loads(String asked) {
    return asked.equals(main);
  }

  @Override
  public Version load(VerticleConfig config) {
    return new Version() {
      @Override
      public Deployable instance() {
        return maker.apply(config);
      }

      @Override
      public List<Path> files() {
        return List.of();
      }

      @Override
      public void cancel() {
        cancelled.run();
      }

      @Override
      public void close() {
        closed.run();
      }
    };
  }
}
