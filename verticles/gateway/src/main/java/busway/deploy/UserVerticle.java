package busway.deploy;

import io.vertx.core.Deployable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;

/** A class of the user's that makes verticles. */
final class UserVerticle implements Supplier<Deployable> {

  private final Constructor<? extends Deployable> constructor;

  private UserVerticle(Constructor<? extends Deployable> constructor) {
    this.constructor = constructor;
  }

  /**
   * Finds the class.
   *
   * @param where what a refusal says it is not found in
   */
  static UserVerticle find(String main, ClassLoader classes, String where) {
    try {
      return of(Class.forName(main, true, classes));
    } catch (ClassNotFoundException e) {
      throw new LoadException("class not found " + where);
    } catch (LinkageError e) {
      throw new LoadException("cannot be loaded: " + StartException.reason(e));
    }
  }

  private static UserVerticle of(Class<?> found) {
    if (!isVerticle(found)) {
      throw new LoadException(
          "is no verticle (expected: a class that extends io.vertx.core.VerticleBase)");
    }
    try {
      return new UserVerticle(found.asSubclass(Deployable.class).getConstructor());
    } catch (NoSuchMethodException e) {
      throw new LoadException("has no public constructor without parameters");
    }
  }

  /** One of a source, which nobody else sees: neither it nor its constructor has to be public. */
  static UserVerticle hidden(Class<?> found) {
    try {
      Constructor<? extends Deployable> constructor =
          found.asSubclass(Deployable.class).getDeclaredConstructor();
      constructor.setAccessible(true);
      return new UserVerticle(constructor);
    } catch (NoSuchMethodException e) {
      throw new LoadException(found.getName() + " has no constructor without parameters");
    }
  }

  /** Whether instances of it can be deployed. */
  static boolean isVerticle(Class<?> type) {
    return Deployable.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
  }

  @Override
  public Deployable get() {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw new LoadException("constructor failed: " + StartException.reason(e));
    } catch (ReflectiveOperationException e) {
      throw new LoadException("cannot be made: " + StartException.reason(e));
    }
  }
}
