package busway.deploy;

import io.vertx.core.Deployable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;

/** A class of the user's that makes verticles. */
final class UserVerticle implements Supplier<Deployable> {

  private final String name;
  private final Constructor<? extends Deployable> constructor;

  private UserVerticle(String name, Constructor<? extends Deployable> constructor) {
    this.name = name;
    this.constructor = constructor;
  }

  /** Finds the class; {@code name} is what a refusal calls it. */
  static UserVerticle find(String name, String main, ClassLoader classes) {
    try {
      Class<?> found = Class.forName(main, true, classes);
      if (!Deployable.class.isAssignableFrom(found) || Modifier.isAbstract(found.getModifiers())) {
        throw new StartException(
            name + ": is no verticle (expected: a class that extends io.vertx.core.VerticleBase)");
      }
      return new UserVerticle(name, found.asSubclass(Deployable.class).getConstructor());
    } catch (ClassNotFoundException e) {
      throw new StartException(
          name + ": class not found on the class path (classpath, --classpath)");
    } catch (NoSuchMethodException e) {
      throw new StartException(name + ": has no public constructor without parameters");
    } catch (LinkageError e) {
      throw new StartException(name + ": cannot be loaded: " + StartException.reason(e));
    }
  }

  @Override
  public Deployable get() {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw new StartException(name + ": constructor failed: " + StartException.reason(e));
    } catch (ReflectiveOperationException e) {
      throw new StartException(name + ": cannot be made: " + StartException.reason(e));
    }
  }
}
