package busway.bus;

import busway.vertx.VertxFields;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.impl.EventBusImpl;
import io.vertx.core.eventbus.impl.OutboundDeliveryContext;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The event bus as clients use it: bodies are bytes, and replies come straight to who asked. */
public final class ClientBus {

  private static final @Nullable VarHandle OUTBOUND =
      VertxFields.of(EventBusImpl.class, "outboundInterceptors", Handler[].class);
  private static final @Nullable VarHandle INBOUND =
      VertxFields.of(EventBusImpl.class, "inboundInterceptors", Handler[].class);

  private final EventBus bus;
  private final RawBodyCodec codec = new RawBodyCodec();
  private final boolean mayBeDirect;

  /**
   * Makes the bus of {@code vertx} carry raw bodies. Once a Vert.x.
   *
   * @param fastPath whether messages may go past the bus where nobody can tell the difference
   */
  public ClientBus(Vertx vertx, boolean fastPath) {
    this.bus = vertx.eventBus();
    this.mayBeDirect =
        fastPath
            && !vertx.isClustered()
            && bus.getClass() == EventBusImpl.class
            && OUTBOUND != null
            && INBOUND != null;
    bus.registerDefaultCodec(RawBody.class, codec);
    bus.addOutboundInterceptor((DeliveryContext<Object> sent) -> SentBody.forward(sent, codec));
  }

  /** The bus itself. */
  public EventBus bus() {
    return bus;
  }

  /** Whether a message may go past the bus: not while a verticle intercepts messages. */
  public boolean direct() {
    return mayBeDirect && count(INBOUND) == 0 && count(OUTBOUND) == 1;
  }

  /**
   * Sends a message whose reply goes to {@code asked}.
   *
   * @return failed where nobody consumes the address
   */
  public Future<Void> ask(
      String address, @Nullable RawBody body, DeliveryOptions options, Asked asked) {
    AskingMessage message = new AskingMessage(this, address, options.getHeaders(), body, asked);
    OutboundDeliveryContext<Object> delivery = local().newSendContext(message, options, null);
    local().sendOrPubInternal(delivery);
    return delivery.writePromise.future();
  }

  RawBodyCodec codec() {
    return codec;
  }

  EventBusImpl local() {
    return (EventBusImpl) bus;
  }

  private int count(@Nullable VarHandle interceptors) {
    return interceptors == null ? 0 : ((Handler<?>[]) interceptors.getVolatile(bus)).length;
  }
}
