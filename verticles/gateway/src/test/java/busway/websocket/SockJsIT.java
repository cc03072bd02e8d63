package busway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.HttpClient;
import busway.testing.HttpClient.Answer;
import busway.testing.Json;
import busway.testing.Settings;
import busway.testing.TestGateway;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** SockJS by hand: what its client does where WebSocket does not come through. */
class SockJsIT {

  private static final TestGateway GATEWAY = new TestGateway(new Settings().maxSubscriptions(2));
  private static final AtomicInteger SESSIONS = new AtomicInteger();

  private final HttpClient send = GATEWAY.http();
  private final String path = "/eventbus/000/s" + SESSIONS.incrementAndGet();

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void infoSaysThatWebSocketIsThere() {
    Answer info = send.get("/eventbus/info");
    assertThat(info.status()).isEqualTo(200);
    assertThat(info.body()).contains("\"websocket\":true").contains("\"cookie_needed\":false");
    assertThat(send.get("/eventbus/").body()).isEqualTo("Welcome to SockJS!\n");
  }

  @Test
  void pollsHearTheAnswers() {
    opens();
    sends("{'type':'send','address':'echo','replyAddress':'r','body':{'n':1.50}}");
    hears("{'type':'rec','address':'r','body':{'n':1.50}}");
    sends("{'type':'register','address':'s.poll'}");
    sends("{'type':'publish','address':'s.poll','headers':{'h':1}}");
    hears("{'type':'rec','address':'s.poll','body':null,'headers':{'h':'1'}}");
  }

  @Test
  void pollsMayComeOverConnectionsOfDifferentLoops() {
    opens();
    for (int i = 0; i < 20; i++) {
      HttpClient other = GATEWAY.http();
      other.post(
          path + "/xhr_send",
          array("{'type':'send','address':'echo','replyAddress':'r" + i + "','body':" + i + "}"));
      hears("{'type':'rec','address':'r" + i + "','body':" + i + "}");
    }
  }

  @Test
  void whoPollsAtOnceOverAnotherLoopFindsTheSessionOpen() {
    for (int i = 0; i < 100; i++) {
      String session = path + "x" + i;
      assertThat(GATEWAY.http().post(session + "/xhr", "").body()).isEqualTo("o\n");
      HttpClient poll = GATEWAY.http().asks(session + "/xhr", "");
      send.post(session + "/xhr_send", array("nonsense"));
      assertThat(poll.answer().body()).isEqualTo(messages("{'type':'err','body':'invalid_json'}"));
    }
  }

  @Test
  void severalMessagesMayBeSentAndHeardAtOnce() {
    opens();
    String register = "{'type':'register','address':'s.many'}";
    Answer answer =
        send.post(path + "/xhr_send", array(register, "{'type':'ping'}", "{'type':'bogus'}"));
    assertThat(answer.status()).isEqualTo(204);
    hears("{'type':'err','body':'missing_address'}");
    GATEWAY.bus().publish("s.many", 1);
    hears("{'type':'rec','address':'s.many','body':1}");
  }

  @Test
  void aStreamHearsFrameAfterFrame() {
    HttpClient poll = GATEWAY.http();
    poll.asks(path + "/xhr_streaming", "").head();
    assertThat(poll.chunk()).isEqualTo("h".repeat(2_048) + "\n");
    assertThat(poll.chunk()).isEqualTo("o\n");
    for (int i = 0; i < 3; i++) {
      sends("{'type':'send','address':'echo','replyAddress':'r','body':[" + i + "]}");
      assertThat(poll.chunk())
          .isEqualTo(messages("{'type':'rec','address':'r','body':[" + i + "]}"));
    }
  }

  @Test
  void anEventSourceHearsEvents() {
    HttpClient poll = GATEWAY.http();
    poll.sends("GET " + path + "/eventsource HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(poll.head().header("content-type")).startsWith("text/event-stream");
    assertThat(poll.chunk()).isEqualTo("\r\n");
    assertThat(poll.chunk()).isEqualTo("data: o\r\n\r\n");
    sends("{'type':'send','address':'fail','replyAddress':'r'}");
    assertThat(poll.chunk())
        .isEqualTo(
            "data: "
                + messages(
                        "{'type':'err','address':'r','failureCode':42,"
                            + "'failureType':'RECIPIENT_FAILURE','message':'nope'}")
                    .strip()
                + "\r\n\r\n");
  }

  @Test
  void jsonpHearsCalls() {
    Answer open = GATEWAY.http().get(path + "/jsonp?c=cb");
    assertThat(open.body()).isEqualTo("/**/cb(\"o\");\r\n");
    assertThat(send.post(path + "/jsonp_send", array("{'type':'bogus'}")).body()).isEqualTo("ok");
    assertThat(GATEWAY.http().get(path + "/jsonp?c=cb").body()).contains("missing_address");
  }

  @Test
  void whoSendsToNoSessionIsTold() {
    assertThat(send.post(path + "/xhr_send", array("{'type':'ping'}")).status()).isEqualTo(404);
  }

  @Test
  void whatIsNoArrayOfTextIsRefused() {
    opens();
    assertThat(send.post(path + "/xhr_send", "[\"x").status()).isEqualTo(500);
    assertThat(send.post(path + "/xhr_send", "").status()).isEqualTo(500);
    sends("nonsense");
    hears("{'type':'err','body':'invalid_json'}");
  }

  @Test
  void aSecondPollOfOneSessionIsTurnedAway() {
    HttpClient waiting = GATEWAY.http();
    waiting.asks(path + "/xhr_streaming", "").head();
    assertThat(waiting.chunk()).startsWith("hhh");
    waiting.chunk();
    assertThat(polls()).isEqualTo("c[2010,\"Another connection still open\"]\n");
  }

  private void opens() {
    assertThat(polls()).isEqualTo("o\n");
  }

  private void sends(String singleQuoted) {
    assertThat(send.post(path + "/xhr_send", array(singleQuoted)).status()).isEqualTo(204);
  }

  private void hears(String singleQuoted) {
    assertThat(polls()).isEqualTo(messages(singleQuoted));
  }

  /** A poll is the last request of its connection, and says so. Connections go to both loops. */
  private String polls() {
    HttpClient poll = GATEWAY.http();
    Answer answer = poll.post(path + "/xhr", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("connection")).isEqualTo("close");
    poll.hearsTheEnd();
    return answer.body();
  }

  /** Frames as the client wraps them: an array of strings. */
  private static String array(String... singleQuoted) {
    return List.of(singleQuoted).stream()
        .map(Json::text)
        .map(json -> '"' + json.replace("\"", "\\\"") + '"')
        .toList()
        .toString();
  }

  private static String messages(String singleQuoted) {
    return "a" + array(singleQuoted) + "\n";
  }
}
