package busway.polyglot;

import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/** Messages of the bus, as the prelude of one instance reads and answers them. */
final class Mail {

  private final Guest guest;

  Mail(Guest guest) {
    this.guest = guest;
  }

  void add(Members members) {
    members.gives("address", v -> message(v[0]).address());
    members.gives("replyAddress", v -> message(v[0]).replyAddress());
    members.gives("isSend", v -> message(v[0]).isSend());
    members.gives("body", v -> Bodies.toGuest(guest, message(v[0]).body()));
    members.gives("headers", v -> headers(message(v[0])));
    members.does("reply", v -> message(v[0]).reply(body(v[1]), options(v[2])));
    members.does("fail", v -> message(v[0]).fail(v[1].asInt(), v[2].asString()));
  }

  @SuppressWarnings("unchecked")
  static Message<Object> message(Value value) {
    return (Message<Object>) value.asHostObject();
  }

  @SuppressWarnings("NullAway") // A body may be null, which Vert.x does not say.
  Object body(Value value) {
    return Bodies.toBus(guest, value);
  }

  /** Headers and timeout, from an object of the script's. */
  DeliveryOptions options(Value value) {
    DeliveryOptions options = new DeliveryOptions();
    if (Bodies.toBus(guest, value) instanceof JsonObject given) {
      given
          .getJsonObject("headers", new JsonObject())
          .forEach(header -> options.addHeader(header.getKey(), String.valueOf(header.getValue())));
      options.setSendTimeout(given.getLong("timeout", DeliveryOptions.DEFAULT_TIMEOUT));
    }
    return options;
  }

  /** Name, value, name, value and so on. */
  private static ProxyArray headers(Message<?> message) {
    List<Object> flat = new ArrayList<>();
    message.headers().forEach(header -> flat.addAll(List.of(header.getKey(), header.getValue())));
    return ProxyArray.fromList(flat);
  }
}
