package busway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameReaderTest {

  private final FrameReader tcp = new FrameReader(false);
  private final FrameReader web = new FrameReader(true);

  @Test
  void aSendWithAReplyAddressIsARequest() throws Exception {
    Frame.Request request =
        (Frame.Request)
            read("{'type':'send','address':'a','replyAddress':'r','body':{'x': 1.50 }}");
    assertThat(request.address()).isEqualTo("a");
    assertThat(request.replyAddress()).isEqualTo("r");
    assertThat(request.body()).asString().isEqualTo("{\"x\": 1.50 }");
    assertThat(request.headers()).isNull();
    assertThat(request.timeoutMs()).isZero();
  }

  @Test
  void nullStandsForAbsentInEveryField() throws Exception {
    String nulls = "'replyAddress':null,'headers':null,'body':null,'failureCode':null}";
    assertThat(read("{'type':'send','address':'a'," + nulls))
        .isEqualTo(new Frame.Send("a", null, null, null));
    assertThat(read("{'type':'ping','address':null," + nulls)).isEqualTo(Frame.PING);
  }

  @Test
  void aNumberOrBooleanIsTakenAsItsText() throws Exception {
    assertThat(read("{'type':'register','address':17}")).isEqualTo(new Frame.Subscribe("17"));
    assertThat(read("{'type':'register','address':true}")).isEqualTo(new Frame.Subscribe("true"));
    assertThat(refused("{'type':5,'address':'a'}").code()).isEqualTo(ErrorCode.INVALID_TYPE);
  }

  @Test
  void namesAndValuesMayBeEscaped() throws Exception {
    assertThat(read("{'\\u0074ype':'\\u0073end','address':'\\u00e9\\n\\/\\ud83d\\ude00'}"))
        .isEqualTo(new Frame.Send("é\n/😀", null, null, null));
  }

  @Test
  void theLastOfTwoFieldsCounts() throws Exception {
    assertThat(read("{'type':'register','address':'a','address':'b'}"))
        .isEqualTo(new Frame.Subscribe("b"));
    assertThat(refused("{'type':'register','address':'a','address':null}").code())
        .isEqualTo(ErrorCode.MISSING_ADDRESS);
  }

  @Test
  void unknownFieldsArePassedOver() throws Exception {
    assertThat(read("{'header':{'a':null},'type':'unregister','x':[[1]],'address':'a'}"))
        .isEqualTo(new Frame.Unsubscribe("a"));
  }

  @Test
  void headersBecomeText() throws Exception {
    Frame.Publish frame =
        (Frame.Publish)
            read(
                "{'type':'publish','address':'a','headers':"
                    + "{'s':'x','n':1.50,'b':true,'o':{'k': [1]},'s':'y'}}");
    assertThat(frame.headers().getAll("s")).containsExactly("x", "y");
    assertThat(frame.headers().get("n")).isEqualTo("1.50");
    assertThat(frame.headers().get("b")).isEqualTo("true");
    assertThat(frame.headers().get("o")).isEqualTo("{\"k\": [1]}");
  }

  @Test
  void aTimeoutSteersTheRequestAndOnlyWebReceiversSeeIt() throws Exception {
    String json =
        "{'type':'send','address':'a','replyAddress':'r','headers':{'timeout':250,'k':'v'}}";
    Frame.Request request = (Frame.Request) read(json);
    assertThat(request.timeoutMs()).isEqualTo(250);
    assertThat(request.headers().names()).containsExactly("k");
    Frame.Request seen = (Frame.Request) read(web, json);
    assertThat(seen.timeoutMs()).isEqualTo(250);
    assertThat(seen.headers().get("timeout")).isEqualTo("250");
  }

  @Test
  void aTextAsTimeoutIsRefusedOnTcpAndAPlainHeaderOnTheWeb() throws Exception {
    String json = "{'type':'send','address':'a','replyAddress':'r','headers':{'timeout':'250'}}";
    assertThat(refused(json))
        .hasMessage("headers.timeout: \"250\" (expected: milliseconds as a number >= 1)");
    Frame.Request request = (Frame.Request) read(web, json);
    assertThat(request.timeoutMs()).isZero();
    assertThat(request.headers().get("timeout")).isEqualTo("250");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "0.4", "true", "{}"})
  void aTimeoutThatIsNoneIsRefused(String timeout) {
    String json =
        "{'type':'send','address':'a','replyAddress':'r','headers':{'timeout':" + timeout + "}}";
    assertThat(refused(json).code()).isEqualTo(ErrorCode.INVALID_TIMEOUT);
  }

  @Test
  void aFailureAnswersWithItsCodeAndMessage() throws Exception {
    assertThat(read("{'type':'send','address':'a','failureCode':42,'message':'no'}"))
        .isEqualTo(new Frame.Send("a", null, null, new Frame.Failing(42, "no")));
    assertThat(refused("{'type':'send','address':'a','failureCode':4.2}"))
        .hasMessage("failureCode: 4.2 (expected: a 32-bit integer)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|MISSING_TYPE",
        "{'address':'a'}|MISSING_TYPE",
        "{'type':null,'address':'a'}|MISSING_TYPE",
        "{'type':'bogus'}|MISSING_ADDRESS",
        "{'type':'bogus','address':'a'}|INVALID_TYPE",
        "{'type':'send'}|MISSING_ADDRESS",
        "{'type':'send','address':[]}|INVALID_ADDRESS",
        "{'type':'send','address':'a','replyAddress':{}}|INVALID_REPLY_ADDRESS",
        "{'type':'send','address':'a','headers':5}|INVALID_HEADERS",
        "{'type':'send','address':'a','headers':'x'}|INVALID_HEADERS",
        "{'type':'send','address':'a','headers':{'h':null}}|INVALID_HEADERS",
        "[1]|INVALID_JSON",
        "{'type':'ping'} x|INVALID_JSON",
        "{'type':'ping',}|INVALID_JSON",
        "{'type':'ping'|INVALID_JSON",
        "{type:'ping'}|INVALID_JSON",
      })
  void aBadFrameIsRefusedWithItsCode(String json, ErrorCode code) {
    assertThat(refused(json).code()).isEqualTo(code);
  }

  @Test
  void aRefusalNamesTheValueAndWhatWasExpected() {
    assertThat(refused("{'type':'bogus','address':'a'}"))
        .hasMessage("type: \"bogus\" (expected: send, publish, register, unregister or ping)");
    assertThat(refused("{'a':tru}")).hasMessage("'t' at byte 5 (expected: true)");
    assertThat(refused("")).hasMessage("text ends at byte 0 inside a value");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] json = "{\"type\":\"ping\",\"x\":\"?\"}".getBytes(UTF_8);
    json[json.length - 3] = (byte) 0xff;
    ProtocolException refused =
        catchThrowableOfType(ProtocolException.class, () -> tcp.read(json, 0, json.length));
    assertThat(refused).hasMessage("bytes are not UTF-8");
  }

  private Frame.Inbound read(String json) throws ProtocolException {
    return read(tcp, json);
  }

  /** Reads from the middle of a larger array, as the edges do. */
  private static Frame.Inbound read(FrameReader reader, String json) throws ProtocolException {
    byte[] text = ("garbage" + json.replace('\'', '"') + "\"garbage").getBytes(UTF_8);
    return reader.read(text, 7, text.length - 8);
  }

  private ProtocolException refused(String json) {
    return catchThrowableOfType(ProtocolException.class, () -> read(json));
  }
}
