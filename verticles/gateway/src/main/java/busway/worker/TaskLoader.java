package busway.worker;

import busway.config.Check;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Makes the tasks that the config names. A refusal names the key of {@code workers.tasks}. */
final class TaskLoader {

  private final ClassLoader classes;

  TaskLoader(ClassLoader classes) {
    this.classes = classes;
  }

  /** Makes the task of one address. May block: it runs the user's constructor. */
  Task load(String address, TaskConfig config) {
    String key = "workers.tasks." + address;
    Constructor<? extends Task> constructor = constructor(key, config);
    try {
      return constructor.getParameterCount() == 0
          ? constructor.newInstance()
          : constructor.newInstance(new JsonObject(config.config()).copy());
    } catch (InvocationTargetException e) {
      Throwable fault = e.getTargetException();
      throw new IllegalArgumentException(
          key + ".main: " + config.main() + " failed to start: " + reason(fault), fault);
    } catch (ReflectiveOperationException e) {
      throw refused(key, config, "a class that can be made: " + e.getMessage(), e);
    }
  }

  private Constructor<? extends Task> constructor(String key, TaskConfig config) {
    Class<? extends Task> type = type(key, config);
    try {
      return type.getConstructor(JsonObject.class);
    } catch (NoSuchMethodException noConfig) {
      if (!config.config().isEmpty()) {
        throw Check.refused(
            key + ".config", config.config(), "nothing; " + config.main() + " takes no config");
      }
    }
    try {
      return type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw refused(
          key, config, "a public constructor without parameters or with one JsonObject", e);
    }
  }

  private Class<? extends Task> type(String key, TaskConfig config) {
    Class<?> type;
    try {
      type = Class.forName(config.main(), true, classes);
    } catch (ClassNotFoundException | LinkageError e) {
      throw refused(key, config, "a class on the class path", e);
    }
    if (!Task.class.isAssignableFrom(type)) {
      throw refused(key, config, "a class that implements " + Task.class.getName(), null);
    }
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw refused(key, config, "a public class that is not abstract", null);
    }
    return type.asSubclass(Task.class);
  }

  private static IllegalArgumentException refused(
      String key, TaskConfig config, String expected, @Nullable Throwable cause) {
    IllegalArgumentException refusal = Check.refused(key + ".main", config.main(), expected);
    refusal.initCause(cause);
    return refusal;
  }

  private static String reason(Throwable fault) {
    String message = fault.getMessage();
    return message == null ? fault.getClass().getName() : message;
  }
}
