package busway.session;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Json;
import busway.testing.Settings;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes past the bus, when it may, and that nobody can tell: all clients are on one loop. */
class FastPathIT {

  private final TestGateway gateway = new TestGateway(new Settings().loops(1).fastPath(true));

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void clientsOfOneLoopAreHandedWhatOnlyTheyHear() {
    TcpClient subscriber = gateway.tcp().registers("f.only");
    TcpClient sender = gateway.tcp();
    for (int i = 0; i < 10; i++) {
      sender.says("{'type':'send','address':'f.only','body':" + i + "}").isInSync();
      subscriber.hears(
          "{'type':'message','address':'f.only','headers':{},'body':" + i + ",'send':true}");
    }
    // The first one went over the bus, and showed that nothing else was on its way.
    gateway.expect("eventbus_direct_total{kind='send'}", 9);
    gateway.expect("eventbus_messages_total{kind='send',outcome='delivered'}", 10);
  }

  @Test
  void whatIsPublishedWhileOthersComeAndGoIsHeardInOrder() throws Exception {
    List<TcpClient> subscriber = List.of(gateway.tcp().registers("f.order"));
    long published = Publishing.whileAVerticleComesAndGoes(gateway, "f.order", 300, subscriber);
    assertThat(gateway.metric("eventbus_direct_total{kind='publish'}"))
        .as("not all and not none went past the bus")
        .isBetween(1L, published - 1);
  }

  @Test
  void aVerticleThatConsumesTooGetsItsTurns() {
    TcpClient subscriber = gateway.tcp().registers("f.turns");
    TcpClient sender = gateway.tcp();
    goesDirect(sender, subscriber, "f.turns");
    List<Object> heard = new CopyOnWriteArrayList<>();
    MessageConsumer<Object> verticle =
        gateway.bus().consumer("f.turns", message -> heard.add(message.body()));
    for (int i = 0; i < 10; i++) {
      sender.says("{'type':'send','address':'f.turns','body':" + i + "}");
    }
    sender.isInSync();
    Wait.until("the verticle has every second one", () -> heard.size() == 5);
    for (int i = 0; i < 5; i++) {
      subscriber.hearsLike(".*\"address\":\"f.turns\".*");
    }
    Wait.on(verticle.unregister());
    goesDirect(sender, subscriber, "f.turns");
    assertThat(heard).hasSize(5);
  }

  @Test
  void anInterceptorSeesEveryMessageAndReply() {
    TcpClient responder = gateway.tcp().registers("f.seen");
    TcpClient client = gateway.tcp();
    goesDirect(client, responder, "f.seen");
    List<String> seen = new CopyOnWriteArrayList<>();
    Handler<DeliveryContext<Object>> interceptor =
        delivery -> {
          seen.add(delivery.message().address().replaceAll("\\d", ""));
          delivery.next();
        };
    gateway.bus().addInboundInterceptor(interceptor);
    client.says("{'type':'send','address':'f.seen','replyAddress':'r','body':1}");
    replies(responder, "f.seen");
    client.hears("{'type':'message','address':'r','headers':{},'body':2,'send':true}");
    client.says("{'type':'send','address':'echo','replyAddress':'e','body':1}");
    client.hears("{'type':'message','address':'e','headers':{},'body':1,'send':true}");
    assertThat(seen).containsExactly("f.seen", "__vertx.reply.", "echo", "__vertx.reply.");
    gateway.bus().removeInboundInterceptor(interceptor);
    goesDirect(client, responder, "f.seen");
  }

  @Test
  void anInterceptorThatComesBetweenRequestAndReplySeesTheReply() {
    AtomicReference<Message<Object>> asked = new AtomicReference<>();
    gateway.bus().consumer("f.late", asked::set);
    TcpClient client = gateway.tcp();
    client.says("{'type':'send','address':'f.late','replyAddress':'r','body':1}");
    Wait.until("the verticle is asked", () -> asked.get() != null);
    List<Object> seen = new CopyOnWriteArrayList<>();
    gateway
        .bus()
        .addOutboundInterceptor(
            delivery -> {
              seen.add(delivery.body());
              delivery.next();
            });
    asked.get().reply("late");
    client.hears("{'type':'message','address':'r','headers':{},'body':'late','send':true}");
    assertThat(seen).containsExactly("late");
    gateway.expect("eventbus_handlers{kind='reply'}", 0);
  }

  @Test
  void aReplyAddressCanBeWrittenToByAnybody() {
    gateway
        .bus()
        .consumer("f.elsewhere", message -> gateway.bus().send("f.other", message.replyAddress()));
    gateway
        .bus()
        .consumer("f.other", message -> gateway.bus().send(String.valueOf(message.body()), "hi"));
    TcpClient client = gateway.tcp();
    client.says("{'type':'send','address':'f.elsewhere','replyAddress':'r','body':1}");
    client.hears("{'type':'message','address':'r','headers':{},'body':'hi','send':true}");
    gateway.expect("eventbus_handlers{kind='reply'}", 0);
    gateway.expect("eventbus_messages_total{kind='reply',outcome='delivered'}", 1);
  }

  @Test
  void aReplyIsWhatItWasWhenItWasGiven() {
    gateway
        .bus()
        .consumer(
            "f.changed",
            message -> {
              JsonObject reply = new JsonObject().put("a", 1);
              message.reply(reply);
              reply.put("a", 2);
              message.reply("again");
              message.fail(1, "and again");
            });
    TcpClient client = gateway.tcp();
    client.says("{'type':'send','address':'f.changed','replyAddress':'r','body':1}");
    client.hears("{'type':'message','address':'r','headers':{},'body':{'a':1},'send':true}");
    client.isInSync();
    gateway.expect("eventbus_messages_total{kind='reply',outcome='no_handlers'}", 2);
  }

  @Test
  void aReplyFromAnotherThreadComesToo() {
    gateway
        .bus()
        .consumer(
            "f.thread",
            message ->
                gateway.vertx().executeBlocking(() -> message.body()).onSuccess(message::reply));
    gateway.bus().consumer("f.platform", message -> new Thread(() -> message.reply("x")).start());
    TcpClient client = gateway.tcp();
    client.says("{'type':'send','address':'f.thread','replyAddress':'r','body':[1.50]}");
    client.hearsExactly(
        "{\"type\":\"message\",\"address\":\"r\",\"headers\":{},\"body\":[1.50],\"send\":true}");
    client.says("{'type':'send','address':'f.platform','replyAddress':'r','body':1}");
    client.hears("{'type':'message','address':'r','headers':{},'body':'x','send':true}");
  }

  /** Sends until one message goes past the bus; all of them are heard. */
  private void goesDirect(TcpClient sender, TcpClient subscriber, String address) {
    long before = gateway.metric("eventbus_direct_total{kind='send'}");
    Wait.until(
        "a message goes past the bus",
        () -> {
          sender.says("{'type':'send','address':'" + address + "','body':0}");
          subscriber.hears(
              "{'type':'message','address':'" + address + "','headers':{},'body':0,'send':true}");
          return gateway.metric("eventbus_direct_total{kind='send'}") > before;
        });
  }

  private static void replies(TcpClient responder, String address) {
    String frame = responder.next();
    assertThat(frame).contains("\"address\":\"" + address + "\"");
    String replyAddress = Json.replyAddress(frame);
    responder.says("{'type':'send','address':'" + replyAddress + "','body':2}");
  }
}
