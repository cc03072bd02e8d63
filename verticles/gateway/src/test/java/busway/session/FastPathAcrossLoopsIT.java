package busway.session;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Json;
import busway.testing.Settings;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fast path between two event loops: connections go to the loops in turn. */
class FastPathAcrossLoopsIT {

  private final TestGateway gateway = new TestGateway(new Settings().loops(2).fastPath(true));
  private final TcpClient one = gateway.tcp();
  private final TcpClient other = gateway.tcp();

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void aRequestAndItsReplyGoPastTheBus() {
    other.registers("l.ask");
    for (int i = 0; i < 5; i++) {
      one.says("{'type':'send','address':'l.ask','replyAddress':'r','body':[1.50]}");
      String replyAddress = asked(other, "l.ask");
      other.says("{'type':'send','address':'" + replyAddress + "','headers':{'h':'1'},'body':2}");
      one.hears("{'type':'message','address':'r','headers':{'h':'1'},'body':2,'send':true}");
    }
    gateway.expect("eventbus_direct_total{kind='send'}", 5);
    gateway.expect("eventbus_direct_total{kind='reply'}", 5);
    gateway.expect("eventbus_pending", 0);
  }

  @Test
  void anAnswerMayWantAnAnswer() {
    other.registers("l.chain");
    one.says("{'type':'send','address':'l.chain','replyAddress':'r1','body':1}");
    String first = asked(other, "l.chain");
    other.says("{'type':'send','address':'" + first + "','replyAddress':'r2','body':2}");
    String second = asked(one, "r1");
    one.says("{'type':'send','address':'" + second + "','body':3}");
    other.hears("{'type':'message','address':'r2','headers':{},'body':3,'send':true}");
    gateway.expect("eventbus_direct_total{kind='reply'}", 2);
  }

  @Test
  void anAnswerThatComesTooLateAndWantsAnAnswerIsTold() {
    other.registers("l.late");
    one.says(
        "{'type':'send','address':'l.late','replyAddress':'r','headers':{'timeout':20},'body':1}");
    String replyAddress = asked(other, "l.late");
    one.hearsLike(".*\"TIMEOUT\".*");
    other.says("{'type':'send','address':'" + replyAddress + "','replyAddress':'r2','body':2}");
    other.hearsLike(".*\"address\":\"r2\".*\"NO_HANDLERS\".*");
  }

  @Test
  void aResponderThatGoesFailsWhatItOwes() {
    other.registers("l.gone");
    one.says("{'type':'send','address':'l.gone','replyAddress':'r','body':1}");
    asked(other, "l.gone");
    other.resets();
    one.hearsLike(".*\"failureCode\":503,\"failureType\":\"RECIPIENT_FAILURE\".*");
    one.says("{'type':'send','address':'l.gone','replyAddress':'r','body':1}");
    one.hearsLike(".*\"NO_HANDLERS\".*");
  }

  @Test
  void aFailureOfTheResponderComesBack() {
    other.registers("l.fail");
    one.says("{'type':'send','address':'l.fail','replyAddress':'r','body':1}");
    String replyAddress = asked(other, "l.fail");
    other.says("{'type':'send','address':'" + replyAddress + "','failureCode':7,'message':'no'}");
    one.hearsLike(".*\"failureCode\":7,\"failureType\":\"RECIPIENT_FAILURE\",\"message\":\"no\".*");
  }

  @Test
  void loopsTakeTheirTurns() {
    one.registers("l.turns");
    other.registers("l.turns");
    TcpClient sender = gateway.tcp();
    sender.says("{'type':'send','address':'l.turns','body':'first'}").isInSync();
    for (int i = 0; i < 20; i++) {
      sender.says("{'type':'send','address':'l.turns','body':" + i + "}");
    }
    sender.isInSync();
    gateway.expect("eventbus_deliveries_total", 21);
    assertThat(List.of(bodies(one), bodies(other))).containsExactlyInAnyOrder(10, 11);
    gateway.expect("eventbus_pending", 0);
  }

  @Test
  void aLoopThatKeepsRequestsAsksItsOwnClientsUntilTheyOweMuchMoreThanOthers() {
    TcpClient sender = senderBeside(one, "l.local");
    asks(sender, "l.local", 10);
    gateway.expect("eventbus_deliveries_total", 11);
    assertThat(bodies(one)).isEqualTo(10);
    assertThat(bodies(other)).isZero();
    asks(sender, "l.local", 60);
    gateway.expect("eventbus_deliveries_total", 71);
    assertThat(bodies(one)).isBetween(1, 40);
    assertThat(bodies(other)).isGreaterThan(20);
  }

  @Test
  void whatWantsNoReplyGoesToAllInTurnThoughALoopKeepsRequests() {
    TcpClient sender = senderBeside(one, "l.tell");
    for (int i = 0; i < 20; i++) {
      sender.says("{'type':'send','address':'l.tell','body':" + i + "}");
    }
    gateway.expect("eventbus_deliveries_total", 21);
    assertThat(List.of(bodies(one), bodies(other))).containsOnly(10);
  }

  /** A client on the loop of the first one, which has gone past the bus once. */
  private TcpClient senderBeside(TcpClient first, String address) {
    first.registers(address);
    other.registers(address);
    TcpClient sender = gateway.tcp();
    sender.says("{'type':'send','address':'" + address + "','body':'first'}").isInSync();
    gateway.expect("eventbus_deliveries_total", 1);
    assertThat(bodies(first) + bodies(other)).isEqualTo(1);
    gateway.localFirst(true);
    return sender;
  }

  @Test
  void whatIsPublishedWhileVerticlesComeAndGoIsHeardInOrderOnBothLoops() throws Exception {
    one.registers("l.order");
    other.registers("l.order");
    List<TcpClient> subscribers = List.of(one, other);
    long published = Publishing.whileAVerticleComesAndGoes(gateway, "l.order", 200, subscribers);
    assertThat(gateway.metric("eventbus_direct_total{kind='publish'}"))
        .as("not all and not none went past the bus")
        .isBetween(1L, published - 1);
  }

  @Test
  void aVerticleAmongClientsHearsEverything() {
    one.registers("l.all");
    other.registers("l.all");
    List<Object> heard = new CopyOnWriteArrayList<>();
    MessageConsumer<Object> verticle =
        gateway.bus().consumer("l.all", message -> heard.add(message.body()));
    TcpClient sender = gateway.tcp();
    for (int i = 0; i < 10; i++) {
      sender.says("{'type':'publish','address':'l.all','body':" + i + "}");
    }
    Wait.until("the verticle hears all", () -> heard.size() == 10);
    assertThat(heard).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    Wait.on(verticle.unregister());
  }

  private static void asks(TcpClient client, String address, int times) {
    for (int i = 0; i < times; i++) {
      client.says(
          "{'type':'send','address':'%s','replyAddress':'r%d','body':0}".formatted(address, i));
    }
  }

  private static int bodies(TcpClient client) {
    int heard = 0;
    client.says("{'type':'ping'}");
    while (!client.next().equals("{\"type\":\"pong\"}")) {
      heard++;
    }
    return heard;
  }

  private static String asked(TcpClient responder, String address) {
    String frame = responder.next();
    assertThat(frame).contains("\"address\":\"" + address + "\"");
    return Json.replyAddress(frame);
  }
}
