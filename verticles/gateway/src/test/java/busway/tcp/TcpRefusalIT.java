package busway.tcp;

import busway.session.AddressRule;
import busway.testing.Json;
import busway.testing.Settings;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that a TCP client gets wrong: each is answered, and the stream goes on. */
class TcpRefusalIT {

  private static final AddressRule ECHO = new AddressRule("echo", null);
  private static TestGateway gateway;

  private final TcpClient client = gateway.tcp();

  @BeforeAll
  static void start() {
    gateway = new TestGateway(new Settings().permissions(List.of(ECHO), List.of(ECHO)));
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  static Stream<Map.Entry<String, String>> refusals() {
    return Stream.of(
        Map.entry(
            "{}",
            "missing_type: type: absent (expected: send, publish, register, unregister or ping)"),
        Map.entry(
            "{'type':null,'address':'echo'}",
            "missing_type: type: absent (expected: send, publish, register, unregister or ping)"),
        Map.entry(
            "{'type':'bogus','address':'echo'}",
            "invalid_type: type: \\'bogus\\'"
                + " (expected: send, publish, register, unregister or ping)"),
        Map.entry(
            "{'type':7,'address':'echo'}",
            "invalid_type: type: 7 (expected: send, publish, register, unregister or ping)"),
        Map.entry("{'type':'bogus'}", "missing_address"),
        Map.entry("{'type':'send'}", "missing_address"),
        Map.entry("{'type':'publish','address':null}", "missing_address"),
        Map.entry("{'type':'register'}", "missing_address"),
        Map.entry("{'type':'unregister'}", "missing_address"),
        Map.entry("{'type':'unregister','address':'echo'}", "unknown_address"),
        Map.entry("{'type':'send','address':'secret'}", "access_denied"),
        Map.entry("{'type':'send','address':'secret','replyAddress':'r'}", "access_denied"),
        Map.entry("{'type':'publish','address':'secret'}", "access_denied"),
        Map.entry("{'type':'register','address':'secret'}", "access_denied"),
        Map.entry("{'type':'send','address':'__vertx.reply.1'}", "access_denied"),
        Map.entry(
            "{'type':'send','address':['echo']}",
            "invalid_address: address: [\\'echo\\'] (expected: a string)"),
        Map.entry(
            "{'type':'send','address':'echo','replyAddress':{}}",
            "invalid_reply_address: replyAddress: {} (expected: a string)"),
        Map.entry(
            "{'type':'send','address':'echo','headers':[]}",
            "invalid_headers: headers: [] (expected: an object)"),
        Map.entry(
            "{'type':'publish','address':'echo','headers':'x'}",
            "invalid_headers: headers: \\'x\\' (expected: an object)"),
        Map.entry(
            "{'type':'send','address':'echo','headers':{'h':null}}",
            "invalid_headers: headers.h: null (expected: a string, number or boolean)"),
        Map.entry(
            "{'type':'send','address':'echo','headers':{'timeout':'5'}}",
            "invalid_timeout: headers.timeout: \\'5\\'"
                + " (expected: milliseconds as a number >= 1)"),
        Map.entry(
            "{'type':'send','address':'echo','headers':{'timeout':-1}}",
            "invalid_timeout: headers.timeout: -1 (expected: milliseconds as a number >= 1)"),
        Map.entry(
            "{'type':'send','address':'echo','failureCode':'x'}",
            "invalid_failure: failureCode: \\'x\\' (expected: a 32-bit integer)"),
        Map.entry("", "invalid_json: text ends at byte 0 inside a value"),
        Map.entry("[]", "invalid_json: '[' at byte 0 (expected: an object)"),
        Map.entry("'type'", "invalid_json: '\\'' at byte 0 (expected: an object)"),
        Map.entry("{'type':'ping'", "invalid_json: text ends at byte 14 inside a value"),
        Map.entry(
            "{'type':'ping'}}",
            "invalid_json: '}' at byte 15 (expected: nothing after the object)"),
        Map.entry("{type:'ping'}", "invalid_json: 't' at byte 1 (expected: a string)"),
        Map.entry("{'type':'ping',}", "invalid_json: '}' at byte 15 (expected: a string)"),
        Map.entry(
            "{'type':'ping'}//",
            "invalid_json: '/' at byte 15 (expected: nothing after the object)"),
        Map.entry(
            "{'a':01}", "invalid_json: '0' at byte 5 (expected: a number without leading zeros)"),
        Map.entry("{'a':NaN}", "invalid_json: 'N' at byte 5 (expected: a value)"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void isAnsweredAndTheStreamGoesOn(Map.Entry<String, String> refusal) {
    client.says(refusal.getKey());
    // The words of a refusal hold single quotes of their own, so they are not Json.text.
    String message = refusal.getValue().replace("\\'", "\\\"");
    client.hearsExactly("{\"type\":\"err\",\"message\":\"" + message + "\"}");
    client.isInSync();
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] bad = Json.bytes("{'type':'send','address':'echo','body':'?'}");
    bad[bad.length - 3] = (byte) 0xc3;
    client.sends(TcpClient.frame(bad));
    client.hears("{'type':'err','message':'invalid_json: bytes are not UTF-8'}");
    client.isInSync();
  }

  @Test
  void eachRefusalIsCounted() {
    long before = gateway.metric("errors_total{code='access_denied',transport='tcp'}");
    client.says("{'type':'send','address':'secret'}");
    client.hears("{'type':'err','message':'access_denied'}");
    gateway.expect("errors_total{code='access_denied',transport='tcp'}", before + 1);
  }
}
