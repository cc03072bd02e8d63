package busway.websocket;

import busway.session.AddressRule;
import busway.testing.Settings;
import busway.testing.TestGateway;
import busway.testing.WebSocketClient;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames that a WebSocket client gets wrong: each is answered in the official bridge's words. */
class WebSocketRefusalIT {

  private static final TestGateway GATEWAY =
      new TestGateway(
          new Settings()
              .maxSubscriptions(2)
              .permissions(
                  List.of(new AddressRule("echo", null)),
                  List.of(new AddressRule("open.*", null))));

  private final WebSocketClient client = GATEWAY.webSocket();

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense                                        | invalid_json",
        "``                                              | invalid_json",
        "[]                                              | invalid_json",
        "{'type':'ping'} /* or not */                    | invalid_json",
        "{'type':'ping'                                  | invalid_json",
        "{}                                              | missing_type",
        "{'address':'echo'}                              | missing_type",
        "{'type':null}                                   | missing_type",
        "{'type':'bogus'}                                | missing_address",
        "{'type':'send','address':null}                  | missing_address",
        "{'type':'bogus','address':'echo'}               | invalid_type",
        "{'type':7,'address':'echo'}                     | invalid_type",
        "{'type':'send','address':'open.a'}              | access_denied",
        "{'type':'publish','address':'secret'}           | access_denied",
        "{'type':'register','address':'echo'}            | access_denied",
        "{'type':'send','address':'__vertx.reply.1'}     | access_denied",
        "{'type':'send','address':'echo','replyAddress':{}} | invalid_reply_address",
      })
  void isAnsweredAndTheConnectionGoesOn(String frame, String word) {
    client.says(frame).hears("{'type':'err','body':'" + word + "'}").isInSync();
  }

  @Test
  void badHeadersAreRefusedAndNotDropped() {
    client.says("{'type':'send','address':'echo','headers':7}");
    client.hears("{'type':'err','body':'invalid_headers: headers: 7 (expected: an object)'}");
    client.says("{'type':'send','address':'echo','headers':{'a':null}}");
    client.hears(
        "{'type':'err','body':"
            + "'invalid_headers: headers.a: null (expected: a string, number or boolean)'}");
    client.isInSync();
  }

  @Test
  void aSecondRegistrationIsRefused() {
    client.registers("open.twice");
    client.says("{'type':'register','address':'open.twice'}");
    client.hears("{'type':'err','body':'address_already_registered'}");
    GATEWAY.bus().publish("open.twice", 1);
    client.hears("{'type':'rec','address':'open.twice','body':1}").isInSync();
  }

  @Test
  void oneHandlerMoreThanPermittedIsRefused() {
    client.registers("open.1").registers("open.2");
    client.says("{'type':'register','address':'open.3'}");
    client.hears("{'type':'err','body':'max_handlers_reached'}");
    client.says("{'type':'unregister','address':'open.1'}").registers("open.3");
  }

  @Test
  void anAddressHas200CharactersAtTheMost() {
    String longest = "open." + "x".repeat(195);
    client.registers(longest);
    client.says("{'type':'register','address':'" + longest + "x'}");
    client.hears("{'type':'err','body':'max_address_length_reached'}");
    client.says("{'type':'send','address':'" + longest + "x'}");
    client.hears("{'type':'err','body':'max_address_length_reached'}");
  }

  @Test
  void aReplyAddressHas36CharactersAtTheMost() {
    String longest = "x".repeat(36);
    client.says("{'type':'send','address':'echo','replyAddress':'" + longest + "'}");
    client.hears("{'type':'rec','address':'" + longest + "','body':null}");
    client.says("{'type':'send','address':'echo','replyAddress':'" + longest + "x'}");
    client.hears("{'type':'err','body':'invalid_reply_address'}");
  }

  @Test
  void eachRefusalIsCounted() {
    String name = "errors_total{code='missing_type',transport='websocket'}";
    long before = GATEWAY.metric(name);
    client.says("{}").hears("{'type':'err','body':'missing_type'}");
    GATEWAY.expect(name, before + 1);
  }
}
