package busway.bus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.ReplyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Bodies of verticles that cannot be JSON: they fail what they belong to and nothing else. */
class StrangeBodyIT {

  private static final TestGateway GATEWAY = new TestGateway();

  private final TcpClient client = GATEWAY.tcp();

  static {
    GATEWAY.bus().registerDefaultCodec(Opaque.class, new OpaqueCodec());
    GATEWAY.bus().consumer("opaque", message -> message.reply(new Opaque()));
  }

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void aReplyThatCannotBeJsonFailsTheRequest() {
    client.says("{'type':'send','address':'opaque','replyAddress':'r'}");
    client.hears(
        "{'type':'err','address':'r','sourceAddress':'opaque','failureCode':-1,"
            + "'failureType':'ERROR','message':'the body of the reply cannot be JSON'}");
    client.isInSync();
    GATEWAY.expect("requests_in_flight{transport='tcp'}", 0);
  }

  @Test
  void aMessageThatCannotBeJsonFailsItsSender() {
    client.registers("b.strange");
    var reply = GATEWAY.bus().request("b.strange", new Opaque());
    assertThatThrownBy(() -> Wait.on(reply))
        .isInstanceOf(ReplyException.class)
        .hasMessage("the body of the message cannot be JSON");
    client.isInSync();
  }

  @Test
  void aPublicationThatCannotBeJsonIsDroppedAndTheNextOneComes() {
    client.registers("b.published");
    GATEWAY.bus().publish("b.published", new Opaque());
    GATEWAY.bus().publish("b.published", 1);
    client.hears("{'type':'message','address':'b.published','headers':{},'body':1,'send':false}");
  }

  private static final class Opaque {}

  private static final class OpaqueCodec implements MessageCodec<Opaque, Opaque> {

    @Override
    public void encodeToWire(Buffer buffer, Opaque body) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Opaque decodeFromWire(int position, Buffer buffer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Opaque transform(Opaque body) {
      return body;
    }

    @Override
    public String name() {
      return "opaque";
    }

    @Override
    public byte systemCodecID() {
      return -1;
    }
  }
}
