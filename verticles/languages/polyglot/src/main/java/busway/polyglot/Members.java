package busway.polyglot;

import java.util.HashMap;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;

/** The functions of Java that a script sees as members of one object. */
final class Members {

  private final Map<String, Object> functions = new HashMap<>();

  /** A function that gives something. */
  interface Giving {
    @Nullable Object apply(Value... arguments);
  }

  /** A function that gives nothing. */
  interface Doing {
    void accept(Value... arguments);
  }

  void gives(String name, Giving function) {
    ProxyExecutable called = function::apply;
    functions.put(name, called);
  }

  void does(String name, Doing function) {
    ProxyExecutable called =
        arguments -> {
          function.accept(arguments);
          return null;
        };
    functions.put(name, called);
  }

  ProxyObject proxy() {
    return ProxyObject.fromMap(functions);
  }
}
