package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoHandle;
import io.vertx.core.spi.transport.Transport;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the instruments stand in for, they pass on: every method, those of later versions too. */
class DelegationTest {

  private final LoopInstruments instruments = new LoopInstruments();
  private final LoopActivity activity = new LoopActivity(System::nanoTime);

  @Test
  void theTransportPassesOnEveryMethod() {
    passesOn(Transport.class, transport -> new MeasuredTransport(transport, instruments));
  }

  @Test
  void theFactoryPassesOnEveryMethod() {
    passesOn(IoHandlerFactory.class, instruments::over);
  }

  @Test
  void theHandlerPassesOnEveryMethod() {
    passesOn(IoHandler.class, this::measured);
  }

  @Test
  void theHandleOfIoUringPassesOnEveryMethod() {
    passesOn(IoUringIoHandle.class, handle -> new UringHandle(handle, () -> {}));
  }

  @Test
  void theContextPassesOnEveryMethod() {
    passesOn(
        IoHandlerContext.class, context -> new PollWatch(activity, System::nanoTime).over(context));
  }

  @Test
  void theRegistrationPassesOnEveryMethod() {
    passesOn(
        IoRegistration.class,
        registration -> {
          IoHandler io =
              recorder(
                  IoHandler.class,
                  new ArrayList<>(),
                  method -> method.getName().equals("register") ? registration : null);
          try {
            return measured(io).register(recorder(IoHandle.class, new ArrayList<>(), any -> null));
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  private IoHandler measured(IoHandler io) {
    return new MeasuredIoHandler(io, activity, System::nanoTime);
  }

  private static <T> void passesOn(Class<T> type, UnaryOperator<T> wrapper) {
    List<Method> called = new ArrayList<>();
    T wrapped = wrapper.apply(recorder(type, called, method -> null));
    for (Method method : type.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers())) {
        called.clear();
        call(method, wrapped);
        assertThat(called)
            .as(
                "%s is passed on; is it new in %s? (%s)",
                method, type.getSimpleName(), Transports.VERSIONS)
            .contains(method);
      }
    }
  }

  private static void call(Method method, Object target) {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(DelegationTest::anything).toArray();
    try {
      method.setAccessible(true);
      method.invoke(target, arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method + " fails before it is passed on", e);
    }
  }

  /** An implementation that only notes what is called. */
  private static <T> T recorder(Class<T> type, List<Method> called, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              called.add(method);
              Object answer = answers.to(method);
              return answer == null ? nothing(method.getReturnType()) : answer;
            }));
  }

  private interface Answers {
    @Nullable Object to(Method method);
  }

  private static @Nullable Object anything(Class<?> type) {
    return type.isInterface() ? recorder(type, new ArrayList<>(), any -> null) : nothing(type);
  }

  private static @Nullable Object nothing(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    return type == long.class ? 0L : null;
  }
}
