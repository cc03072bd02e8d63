package busway.polyglot;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** The language's side of one instance. One thread at a time. */
final class Guest {

  private final Value prelude;
  private final Value parse;
  private final Value pack;
  private final Value bytes;

  private Guest(Value prelude) {
    this.prelude = prelude;
    this.parse = prelude.getMember("parse");
    this.pack = prelude.getMember("pack");
    this.bytes = prelude.getMember("bytes");
  }

  /** Runs the prelude, which then has what the host can do. */
  static Guest begin(Context context, Source prelude, Host host) {
    Guest guest = new Guest(context.eval(prelude));
    guest.prelude.getMember("begin").executeVoid(host.members(guest));
    return guest;
  }

  /** A native value of JSON text. */
  Value parse(String json) {
    return parse.execute(json);
  }

  /** JSON text, or a buffer of bytes, or nothing. */
  Value pack(Value value) {
    return pack.execute(value);
  }

  /** The language's own kind of bytes. */
  Value bytes(byte[] of) {
    return bytes.execute(ByteBuffer.wrap(of));
  }

  /** Calls a function that ends later; it gets two more arguments to say so. */
  Future<Void> call(ContextInternal caller, String name, Object... arguments) {
    Promise<Void> promise = caller.promise();
    Object[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = end(values -> promise.tryComplete());
    all[arguments.length + 1] = end(values -> promise.tryFail(ScriptException.of(values[0])));
    try {
      prelude.getMember(name).executeVoid(all);
    } catch (RuntimeException e) {
      promise.tryFail(ScriptException.of(e));
    }
    return promise.future();
  }

  private static ProxyExecutable end(Consumer<Value[]> action) {
    return values -> {
      action.accept(values);
      return null;
    };
  }
}
