package busway.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.testing.Json;
import busway.testing.Settings;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Requests over TCP in both directions, their answers and their failures, byte for byte. */
class TcpRequestIT {

  private static final TestGateway GATEWAY =
      new TestGateway(
          new Settings().requestTimeout(Duration.ofSeconds(9), Duration.ofMillis(9_500)));

  private final TcpClient client = GATEWAY.tcp();

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void aReplyComesUnderTheNameThatTheClientChose() {
    client.says("{'type':'send','address':'echo','replyAddress':'r 1','body':{'a':1}}");
    client.hears("{'type':'message','address':'r 1','headers':{},'body':{'a':1},'send':true}");
  }

  @Test
  void aReplyHasTheHeadersOfItsSender() {
    client.says("{'type':'send','address':'echo.headers','replyAddress':'r2','headers':{'h':'x'}}");
    client.hears("{'type':'message','address':'r2','headers':{'h':'x'},'send':true}");
  }

  @Test
  void aFailureOfTheRecipientHasItsCodeAndMessage() {
    client.says("{'type':'send','address':'fail','replyAddress':'r3','body':1}");
    client.hears(
        "{'type':'err','address':'r3','sourceAddress':'fail','failureCode':42,"
            + "'failureType':'RECIPIENT_FAILURE','message':'nope'}");
    client.says("{'type':'send','address':'fail.silent','replyAddress':'r4'}");
    client.hears(
        "{'type':'err','address':'r4','sourceAddress':'fail.silent','failureCode':43,"
            + "'failureType':'RECIPIENT_FAILURE','message':null}");
  }

  @Test
  void whoAsksNobodyIsTold() {
    client.says("{'type':'send','address':'none','replyAddress':'r5'}");
    client.hears(
        "{'type':'err','address':'r5','sourceAddress':'none','failureCode':-1,"
            + "'failureType':'NO_HANDLERS','message':'No handlers for address none'}");
  }

  @Test
  void theTimeoutHeaderSaysHowLongToWait() {
    client.says("{'type':'send','address':'mute','replyAddress':'r6','headers':{'timeout':20}}");
    client.hearsLike(
        Json.text(
            "\\{'type':'err','address':'r6','sourceAddress':'mute','failureCode':-1,"
                + "'failureType':'TIMEOUT','message':'Timed out after waiting 20\\(ms\\) for a "
                + "reply. address: __vertx.reply.\\d+, repliedAddress: mute'\\}"));
  }

  @Test
  void aClientAnswersWhatItIsAsked() {
    client.registers("q.body");
    var reply = GATEWAY.bus().<JsonObject>request("q.body", "q");
    String address = replyAddress("{'type':'message','address':'q.body','replyAddress':'");
    client.says("{'type':'send','address':'" + address + "','headers':{'h':1},'body':{'b':2}}");
    assertThat(Wait.on(reply).body()).isEqualTo(new JsonObject().put("b", 2));
    assertThat(Wait.on(reply).headers().get("h")).isEqualTo("1");
  }

  @Test
  void aClientFailsWhatItIsAsked() {
    client.registers("q.fail");
    var reply = GATEWAY.bus().request("q.fail", "q");
    String address = replyAddress("{'type':'message','address':'q.fail','replyAddress':'");
    client.says("{'type':'send','address':'" + address + "','failureCode':7,'message':'no'}");
    assertThatThrownBy(() -> Wait.on(reply))
        .isInstanceOfSatisfying(
            ReplyException.class,
            e -> {
              assertThat(e.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
              assertThat(e.failureCode()).isEqualTo(7);
              assertThat(e.getMessage()).isEqualTo("no");
            });
  }

  @Test
  void anAnswerMayWantAnAnswer() {
    client.says("{'type':'send','address':'twice','replyAddress':'r7'}");
    String address = replyAddress("{'type':'message','address':'r7','replyAddress':'", "and?");
    client.says("{'type':'send','address':'" + address + "','replyAddress':'r8','body':'this'}");
    client.hears("{'type':'message','address':'r8','headers':{},'body':'got this','send':true}");
  }

  @Test
  void theServerMayAskBackAClientThatAnswers() {
    client.registers("q.chain");
    var first = GATEWAY.bus().<String>request("q.chain", "q");
    String address = replyAddress("{'type':'message','address':'q.chain','replyAddress':'");
    client.says("{'type':'send','address':'" + address + "','replyAddress':'r9','body':'first'}");
    assertThat(Wait.on(first).body()).isEqualTo("first");
    Wait.on(first).reply("second");
    client.hears("{'type':'message','address':'r9','headers':{},'body':'second','send':true}");
  }

  @Test
  void anAnswerIsTakenOnce() {
    client.registers("q.once");
    var reply = GATEWAY.bus().<Integer>request("q.once", "q");
    String address = replyAddress("{'type':'message','address':'q.once','replyAddress':'");
    client.says("{'type':'send','address':'" + address + "','body':1}");
    client.says("{'type':'send','address':'" + address + "','body':2}");
    client.hears("{'type':'err','message':'access_denied'}");
    assertThat(Wait.on(reply).body()).isEqualTo(1);
  }

  @Test
  void aClientCannotAnswerForAnother() {
    client.registers("q.other");
    var reply = GATEWAY.bus().<Integer>request("q.other", "q");
    String address = replyAddress("{'type':'message','address':'q.other','replyAddress':'");
    TcpClient other = GATEWAY.tcp();
    other.says("{'type':'send','address':'" + address + "','body':'forged'}");
    other.hears("{'type':'err','message':'access_denied'}");
    client.says("{'type':'send','address':'" + address + "','body':1}");
    assertThat(Wait.on(reply).body()).isEqualTo(1);
  }

  private String replyAddress(String start) {
    return replyAddress(start, "q");
  }

  private String replyAddress(String start, String body) {
    String frame = client.next();
    String prefix = Json.text(start);
    assertThat(frame).startsWith(prefix + "__vertx.reply.");
    String address = frame.substring(prefix.length(), frame.indexOf('"', prefix.length()));
    assertThat(frame)
        .isEqualTo(
            prefix + address + Json.text("','headers':{},'body':'" + body + "','send':true}"));
    return address;
  }
}
