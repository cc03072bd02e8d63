package busway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Messages and publications over TCP, byte for byte. */
class TcpMessageIT {

  private static final TestGateway GATEWAY = new TestGateway();

  private final TcpClient client = GATEWAY.tcp();

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void aPublishedMessageSaysThatItWasNotSent() {
    client.registers("m.published");
    GATEWAY.bus().publish("m.published", "s");
    client.hears("{'type':'message','address':'m.published','headers':{},'body':'s','send':false}");
  }

  @Test
  void aSentMessageSaysSo() {
    client.registers("m.sent");
    GATEWAY.bus().send("m.sent", new JsonObject().put("a", 1));
    client.hears("{'type':'message','address':'m.sent','headers':{},'body':{'a':1},'send':true}");
  }

  @Test
  void aNullBodyIsOmitted() {
    client.registers("m.null");
    GATEWAY.bus().send("m.null", null);
    client.hears("{'type':'message','address':'m.null','headers':{},'send':true}");
    client.says("{'type':'publish','address':'m.null','body':null}");
    client.hears("{'type':'message','address':'m.null','headers':{},'send':false}");
    client.says("{'type':'publish','address':'m.null'}");
    client.hears("{'type':'message','address':'m.null','headers':{},'send':false}");
  }

  @Test
  void ofAHeaderWithSeveralValuesTheLastIsDelivered() {
    client.registers("m.multi");
    var options = new DeliveryOptions().addHeader("h", "1").addHeader("h", "2");
    GATEWAY.bus().send("m.multi", 1, options.addHeader("i", "3"));
    client.hears(
        "{'type':'message','address':'m.multi','headers':{'h':'2','i':'3'},'body':1,'send':true}");
  }

  @Test
  void valuesOfHeadersBecomeStrings() {
    client.registers("m.headers");
    client.says(
        "{'type':'publish','address':'m.headers','headers':"
            + "{'s':'x','n':1.50,'b':true,'o':{'a': [1]},'l':[ 1,2 ]},'body':0}");
    client.hears(
        "{'type':'message','address':'m.headers','headers':"
            + "{'s':'x','n':'1.50','b':'true','o':'{\\'a\\': [1]}','l':'[ 1,2 ]'},"
            + "'body':0,'send':false}");
  }

  @Test
  void headersThatSteerTheOfficialBridgeArePlainOnes() {
    client.registers("m.codec");
    client.says("{'type':'send','address':'m.codec','headers':{'localOnly':true,'codecName':'x'}}");
    client.hears(
        "{'type':'message','address':'m.codec','headers':{'localOnly':'true','codecName':'x'},"
            + "'send':true}");
  }

  @Test
  void aTimeoutIsNotDelivered() {
    client.registers("m.timeout");
    client.says("{'type':'send','address':'m.timeout','headers':{'timeout':50,'a':'b'}}");
    client.hears("{'type':'message','address':'m.timeout','headers':{'a':'b'},'send':true}");
  }

  @Test
  void anOrdinaryConsumerSeesBodyAndHeaders() throws Exception {
    var seen = new LinkedBlockingQueue<io.vertx.core.eventbus.Message<JsonObject>>();
    GATEWAY.bus().<JsonObject>consumer("m.consumer", seen::add);
    client.says(
        "{'type':'send','address':'m.consumer','headers':{'h':7},'body':{'a':[1,'x',null]}}");
    var message = seen.poll(Wait.SECONDS, TimeUnit.SECONDS);
    assertThat(message.body()).isEqualTo(new JsonObject("{\"a\":[1,\"x\",null]}"));
    assertThat(message.headers().get("h")).isEqualTo("7");
    assertThat(message.isSend()).isTrue();
    assertThat(message.replyAddress()).isNull();
  }

  @Test
  void pongComesAfterTheRegistrationsBeforeIt() {
    for (int i = 0; i < 50; i++) {
      client.says("{'type':'register','address':'m.many." + i + "'}");
    }
    client.isInSync();
    for (int i = 0; i < 50; i++) {
      GATEWAY.bus().send("m.many." + i, i);
      client.hears(
          "{'type':'message','address':'m.many."
              + i
              + "','headers':{},'body':"
              + i
              + ",'send':true}");
    }
  }

  @Test
  void whoUnregistersHearsNoMore() {
    client.registers("m.over");
    client.says("{'type':'unregister','address':'m.over'}").isInSync();
    assertThat(GATEWAY.consumes("m.over")).isFalse();
    client.isInSync();
  }

  @Test
  void addressesMayBeAnyText() {
    client.registers("m.\\u00e9\\n\\\\ü😀");
    GATEWAY.bus().send("m.é\n\\ü😀", 1);
    client.hears("{'type':'message','address':'m.é\\n\\\\ü😀','headers':{},'body':1,'send':true}");
  }
}
