package busway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
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
  void anEscapedNameIsThatName() throws Exception {
    String all = "type address replyAddress headers body";
    String json =
        "{'type':'send','address':'a','replyAddress':'r','headers':{'timeout':7,'k':'v'},'body':[1]}";
    Frame plain = read(json);
    for (String name : all.split(" ")) {
      for (int i = 0; i < name.length(); i++) {
        String escaped = String.format("\\u%04x", (int) name.charAt(i));
        String odd = name.substring(0, i) + escaped + name.substring(i + 1);
        assertThat(read(json.replace("'" + name + "'", "'" + odd + "'")))
            .usingRecursiveComparison()
            .isEqualTo(plain);
      }
    }
  }

  @Test
  void aNameThatIsAlmostKnownIsUnknown() throws Exception {
    String json = "{'type':'send','address':'a','replyAddress':[],'headers':5,'failureCode':'x'}";
    for (String name : "type address replyAddress headers failureCode".split(" ")) {
      for (int i = 0; i < name.length(); i++) {
        String odd = name.substring(0, i) + (char) (name.charAt(i) + 1) + name.substring(i + 1);
        String known = "{'" + name + "':{},'type':'register','address':'b'}";
        assertThat(read(known.replace("{'" + name, "{'" + odd))).isEqualTo(subscribe("b"));
      }
    }
    assertThat(refused(json).code()).isEqualTo(ErrorCode.INVALID_HEADERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"send", "publish", "register", "unregister", "ping"})
  void aTypeThatIsAlmostKnownIsUnknown(String type) throws Exception {
    Frame plain = read("{'type':'" + type + "','address':'a'}");
    for (int i = 0; i < type.length(); i++) {
      String escaped = String.format("\\u%04x", (int) type.charAt(i));
      String odd = type.substring(0, i) + escaped + type.substring(i + 1);
      assertThat(read("{'type':'" + odd + "','address':'a'}")).isEqualTo(plain);
      String other = type.substring(0, i) + (char) (type.charAt(i) + 1) + type.substring(i + 1);
      assertThat(refused("{'type':'" + other + "','address':'a'}").code())
          .isEqualTo(ErrorCode.INVALID_TYPE);
    }
  }

  @Test
  void anAddressThatComesAgainIsTheSameString() throws Exception {
    for (String address :
        List.of("", "a", "seven77", "eight888", "shop.orders.new", "\\u00e9\\n", "é")) {
      Frame.Subscribe first =
          (Frame.Subscribe) read("{'type':'register','address':'" + address + "'}");
      Frame.Subscribe again =
          (Frame.Subscribe) read("{'address':'" + address + "','type':'register'}");
      assertThat(again.address()).isSameAs(first.address());
    }
  }

  @Test
  void aFrameThatIsCutIsRefusedWherever() {
    byte[] whole =
        ("{\"type\":\"send\",\"address\":\"a\\n\",\"replyAddress\":\"r\",\"headers\":{\"é\":true},"
                + "\"failureCode\":1.5e3,\"message\":null,\"body\":[false,{}]}")
            .getBytes(UTF_8);
    for (int end = 0; end < whole.length; end++) {
      byte[] cut = Arrays.copyOf(whole, end);
      assertThat(catchThrowableOfType(ProtocolException.class, () -> tcp.read(cut, 0, cut.length)))
          .as("cut at %d", end)
          .isNotNull();
    }
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

  @Test
  void bytesThatAreNotUtf8AreTheGraverFaultWhereverTheyAre() {
    for (String fault : List.of("{?:1}", "{} ?", "?", "{'a':tru,'b':'?'}", "{'a':?}")) {
      byte[] json = fault.replace('\'', '"').getBytes(UTF_8);
      json[fault.indexOf('?')] = (byte) 0xff;
      ProtocolException refused =
          catchThrowableOfType(ProtocolException.class, () -> tcp.read(json, 0, json.length));
      assertThat(refused).as(fault).hasMessage("bytes are not UTF-8");
    }
    assertThat(refused("{'a':é}")).hasMessage("0xc3 at byte 5 (expected: a value)");
  }

  private static Frame subscribe(String address) {
    return new Frame.Subscribe(address);
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
