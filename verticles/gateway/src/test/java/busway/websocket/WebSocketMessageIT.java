package busway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.testing.Json;
import busway.testing.TestGateway;
import busway.testing.Wait;
import busway.testing.WebSocketClient;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Messages, requests and failures over raw WebSocket, byte for byte. */
class WebSocketMessageIT {

  private static final TestGateway GATEWAY = new TestGateway();

  private final WebSocketClient client = GATEWAY.webSocket();

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void publishedAndSentLookAlike() {
    client.registers("m.rec");
    GATEWAY.bus().publish("m.rec", new JsonObject().put("a", 1));
    client.hears("{'type':'rec','address':'m.rec','body':{'a':1}}");
    GATEWAY.bus().send("m.rec", "s");
    client.hears("{'type':'rec','address':'m.rec','body':'s'}");
  }

  @Test
  void aNullBodyIsSaid() {
    client.registers("m.null");
    GATEWAY.bus().publish("m.null", null, new DeliveryOptions().addHeader("k", "v"));
    client.hears("{'type':'rec','address':'m.null','body':null,'headers':{'k':'v'}}");
    client.says("{'type':'publish','address':'m.null','body':null}");
    client.hears("{'type':'rec','address':'m.null','body':null}");
    client.says("{'type':'publish','address':'m.null'}");
    client.hears("{'type':'rec','address':'m.null','body':null}");
  }

  @Test
  void aHeaderWithSeveralValuesIsAnArray() {
    client.registers("m.multi");
    var options = new DeliveryOptions().addHeader("h", "1").addHeader("h", "2");
    GATEWAY.bus().send("m.multi", 0, options.addHeader("i", "3"));
    client.hears("{'type':'rec','address':'m.multi','body':0,'headers':{'h':['1','2'],'i':'3'}}");
  }

  @Test
  void headersThatAreObjectsOrArraysBecomeTheirText() {
    client.registers("m.headers");
    client.says(
        "{'type':'send','address':'m.headers','headers':{'a':{'x': 1},'b':[1, 2],'c':false}}");
    assertThat(client.next().text())
        .isEqualTo(
            "{\"type\":\"rec\",\"address\":\"m.headers\",\"body\":null,"
                + "\"headers\":{\"a\":\"{\\\"x\\\": 1}\",\"b\":\"[1, 2]\",\"c\":\"false\"}}");
  }

  @Test
  void aTimeoutIsHonouredAndDelivered() {
    client.registers("m.timeout");
    client.says(
        "{'type':'send','address':'m.timeout','replyAddress':'r','headers':{'timeout':50}}");
    assertThat(client.next().text())
        .matches(
            Json.text(
                "\\{'type':'rec','address':'m.timeout','body':null,"
                    + "'replyAddress':'__vertx.reply.\\d+','headers':\\{'timeout':'50'\\}\\}"));
    assertThat(client.next().text())
        .matches(
            Json.text(
                "\\{'type':'err','address':'r','failureCode':-1,'failureType':'TIMEOUT','message':"
                    + "'Timed out after waiting 50\\(ms\\) for a reply. address: "
                    + "__vertx.reply.\\d+, repliedAddress: m.timeout'\\}"));
  }

  @Test
  void aTimeoutThatIsTextIsAHeaderLikeAnyOther() {
    client.registers("m.text");
    client.says("{'type':'send','address':'m.text','headers':{'timeout':'soon'}}");
    client.hears("{'type':'rec','address':'m.text','body':null,'headers':{'timeout':'soon'}}");
  }

  @Test
  void numbersAreTakenForText() {
    client.registers("7");
    client.says("{'type':'publish','address':7,'body':7}");
    client.hears("{'type':'rec','address':'7','body':7}");
    client.says("{'type':'send','address':'echo','replyAddress':1.50,'body':8}");
    client.hears("{'type':'rec','address':'1.50','body':8}");
  }

  @Test
  void aReplyComesUnderTheNameThatTheClientChose() {
    client.says("{'type':'send','address':'echo','replyAddress':'r','body':[1,2]}");
    client.hears("{'type':'rec','address':'r','body':[1,2]}");
  }

  @Test
  void aFailureHasNoSourceAddress() {
    client.says("{'type':'send','address':'fail','replyAddress':'r'}");
    client.hears(
        "{'type':'err','address':'r','failureCode':42,'failureType':'RECIPIENT_FAILURE',"
            + "'message':'nope'}");
    client.says("{'type':'send','address':'fail.silent','replyAddress':'r'}");
    client.hears(
        "{'type':'err','address':'r','failureCode':43,'failureType':'RECIPIENT_FAILURE',"
            + "'message':null}");
    client.says("{'type':'send','address':'none','replyAddress':'r'}");
    client.hears(
        "{'type':'err','address':'r','failureCode':-1,'failureType':'NO_HANDLERS',"
            + "'message':'No handlers for address none'}");
  }

  @Test
  void aClientAnswersAndFailsWhatItIsAsked() {
    client.registers("m.asked");
    var answered = GATEWAY.bus().<Integer>request("m.asked", 1);
    client.says("{'type':'send','address':'" + replyAddress("m.asked", "1") + "','body':2}");
    assertThat(Wait.on(answered).body()).isEqualTo(2);
    var failed = GATEWAY.bus().request("m.asked", 3);
    client.says(
        "{'type':'send','address':'"
            + replyAddress("m.asked", "3")
            + "','failureCode':9,'message':'no'}");
    assertThatThrownBy(() -> Wait.on(failed))
        .isInstanceOfSatisfying(
            ReplyException.class,
            e -> assertThat(e.failureCode() + e.getMessage()).isEqualTo("9no"));
  }

  @Test
  void anAnswerMayWantAnAnswer() {
    client.says("{'type':'send','address':'twice','replyAddress':'r'}");
    String address = replyAddress("r", "\"and?\"");
    client.says("{'type':'send','address':'" + address + "','replyAddress':'r2','body':'this'}");
    client.hears("{'type':'rec','address':'r2','body':'got this'}");
  }

  @Test
  void aPingIsNotAnswered() {
    client.says("{'type':'ping'}").isInSync();
  }

  @Test
  void whoUnregistersTwiceIsNotTold() {
    client.registers("m.over");
    client.says("{'type':'unregister','address':'m.over'}");
    client.says("{'type':'unregister','address':'m.over'}").isInSync();
    assertThat(GATEWAY.consumes("m.over")).isFalse();
  }

  private String replyAddress(String address, String body) {
    String text = client.next().text();
    String start =
        Json.text("{'type':'rec','address':'" + address + "','body':")
            + body
            + Json.text(",'replyAddress':'");
    assertThat(text).startsWith(start + "__vertx.reply.").endsWith("\"}");
    return text.substring(start.length(), text.length() - 2);
  }
}
