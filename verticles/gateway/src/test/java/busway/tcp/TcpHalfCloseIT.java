package busway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import io.vertx.core.eventbus.Message;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that close their half and still listen, as {@code nc -N} does. */
class TcpHalfCloseIT {

  private final TestGateway gateway = new TestGateway();
  private final TcpClient client = gateway.tcp();

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void hearWhatWasAnsweredAtOnce() {
    client.says("{'type':'ping'}").says("{}").closesItsHalf();
    client.hears("{'type':'pong'}").hearsLike(".*missing_type.*").hearsTheEnd();
    gateway.expect("connections{transport='tcp'}", 0);
  }

  @Test
  void hearTheAnswersToTheirRequests() throws Exception {
    var held = new LinkedBlockingQueue<Message<Object>>();
    gateway.bus().consumer("hold", held::add);
    client.says("{'type':'send','address':'hold','replyAddress':'r1'}");
    client.says("{'type':'send','address':'echo','replyAddress':'r2'}").closesItsHalf();
    client.hears("{'type':'message','address':'r2','headers':{},'send':true}");
    held.poll(Wait.SECONDS, TimeUnit.SECONDS).reply(7);
    client.hears("{'type':'message','address':'r1','headers':{},'body':7,'send':true}");
    client.hearsTheEnd();
    gateway.expect("connections{transport='tcp'}", 0);
  }

  @Test
  void hearNothingElse() {
    client.registers("news");
    client.says("{'type':'send','address':'mute','replyAddress':'r'}").closesItsHalf();
    Wait.until("nobody consumes", () -> !gateway.consumes("news"));
    int heard = client.available();
    gateway.bus().publish("news", 1);
    assertThat(gateway.consumes("news")).isFalse();
    assertThat(client.available()).isEqualTo(heard);
    gateway.expect("connections{transport='tcp'}", 1);
  }

  @Test
  void areNotKeptForAnswersThatNeverCome() {
    client.says("{'type':'send','address':'mute','replyAddress':'r'}").closesItsHalf();
    client.hearsTheEnd();
    gateway.expect("connections{transport='tcp'}", 0);
  }

  @Test
  void leaveNothingInTheMiddleOfAFrame() {
    client.sends(new byte[] {0, 0, 0, 9, '{'}).closesItsHalf().hearsTheEnd();
    gateway.expect("connections{transport='tcp'}", 0);
  }
}
