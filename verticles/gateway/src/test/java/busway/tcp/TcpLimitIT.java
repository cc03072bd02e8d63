package busway.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.testing.Settings;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import busway.testing.WebSocketClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What one TCP client may use, and what happens beyond. */
class TcpLimitIT {

  private static final TestGateway GATEWAY =
      new TestGateway(
          new Settings()
              .maxConnections(20)
              .maxSubscriptions(3)
              .maxPendingReplies(2)
              .maxInFlightRequests(2)
              .replyTimeout(Duration.ofMinutes(1)));

  private final TcpClient client = GATEWAY.tcp();

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void whoRegistersTwiceHearsOnceAndLeavesNoConsumer() {
    client.registers("l.twice");
    client.says("{'type':'register','address':'l.twice'}");
    client.hears("{'type':'err','message':'address_already_registered'}");
    GATEWAY.bus().publish("l.twice", 1);
    client.hears("{'type':'message','address':'l.twice','headers':{},'body':1,'send':false}");
    client.isInSync();
    client.close();
    Wait.until("nobody consumes", () -> !GATEWAY.consumes("l.twice"));
  }

  @Test
  void oneAddressMoreThanPermittedIsRefused() {
    client.registers("l.1").registers("l.2").registers("l.3");
    client.says("{'type':'register','address':'l.4'}");
    client.hears("{'type':'err','message':'max_handlers_reached: at most 3 addresses a client'}");
    client.says("{'type':'unregister','address':'l.1'}").registers("l.4");
  }

  @Test
  void whatAClientDoesNotAnswerExpires() throws Exception {
    try (TestGateway hasty = new TestGateway(new Settings().replyTimeout(Duration.ofMillis(100)))) {
      TcpClient silent = hasty.tcp().registers("l.silent");
      var reply = hasty.bus().request("l.silent", 1);
      silent.hearsLike(".*\"replyAddress\":\"__vertx.reply.*");
      assertThatThrownBy(() -> Wait.on(reply)).hasMessage("the client did not reply in time");
      hasty.expect("pending_replies{transport='tcp'}", 0);
      silent.isInSync();
    }
  }

  @Test
  void whatAClientLeavesUnansweredHasABound() {
    client.registers("l.busy");
    var first = GATEWAY.bus().request("l.busy", 1);
    var second = GATEWAY.bus().request("l.busy", 2);
    var third = GATEWAY.bus().request("l.busy", 3);
    assertThatThrownBy(() -> Wait.on(third))
        .hasMessage("the client has left too many messages unanswered");
    assertThat(first.isComplete() && second.isComplete()).isFalse();
  }

  @Test
  void whoLeavesFailsWhatItOwes() {
    client.registers("l.gone");
    var reply = GATEWAY.bus().request("l.gone", 1);
    client.hearsLike(".*\"replyAddress\":\"__vertx.reply.*");
    client.close();
    assertThatThrownBy(() -> Wait.on(reply)).hasMessage("the client closed before it replied");
  }

  @Test
  void oneRequestMoreInFlightThanPermittedFails() {
    client.sends( // in one write, so that none is over before the last one comes
        WebSocketClient.concat(
            TcpClient.frame(
                "{'type':'send','address':'mute','replyAddress':'r1',"
                    + "'headers':{'timeout':300}}"),
            TcpClient.frame(
                "{'type':'send','address':'mute','replyAddress':'r2','headers':{'timeout':400}}"),
            TcpClient.frame("{'type':'send','address':'echo','replyAddress':'r3'}")));
    client.hears(
        "{'type':'err','address':'r3','sourceAddress':'echo','failureCode':-1,"
            + "'failureType':'ERROR','message':'too_many_requests'}");
    client.hearsLike(".*\"r1\".*\"TIMEOUT\".*after waiting 300\\(ms\\).*");
    client.hearsLike(".*\"r2\".*\"TIMEOUT\".*");
    client.says("{'type':'send','address':'echo','replyAddress':'r4'}");
    client.hears("{'type':'message','address':'r4','headers':{},'send':true}");
  }

  @Test
  void noTimeoutIsLongerThanTheServersLongest() throws Exception {
    Duration longest = Duration.ofMillis(600);
    try (TestGateway hasty = new TestGateway(new Settings().requestTimeout(longest, longest))) {
      hasty
          .tcp()
          .says("{'type':'send','address':'mute','replyAddress':'r','headers':{'timeout':1e30}}")
          .hearsLike(".*\"TIMEOUT\".*after waiting 600\\(ms\\).*");
    }
  }

  @Test
  void oneConnectionMoreThanPermittedIsTurnedAway() throws Exception {
    try (TestGateway small = new TestGateway(new Settings().maxConnections(3))) {
      TcpClient first = small.tcp().isInSync();
      small.tcp().isInSync();
      small.tcp().isInSync();
      TcpClient fourth = small.tcp();
      fourth.hears("{'type':'err','message':'too_many_connections'}").hearsTheEnd();
      fourth.close();
      first.close();
      small.expect("connections{transport='tcp'}", 2);
      small.tcp().isInSync();
    }
  }
}
