package busway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IncomingTest {

  private final Incoming incoming = new Incoming();

  @Test
  void findsTheNumbersOfAReply() {
    read(
        "{'type':'message','address':'b-00000000000000ff','headers':{},"
            + "'body':{'n':'00000000000000fe','t':'0000000000000001','pad':''},'send':true}");
    assertThat(incoming.kind()).isEqualTo(Incoming.Kind.MESSAGE);
    assertThat(incoming.replyNumber()).isEqualTo(255);
    assertThat(incoming.bodyNumber()).isEqualTo(254);
    assertThat(incoming.dueNs()).isEqualTo(1);
  }

  @Test
  void findsThemAgainWhereTheyHaveMoved() {
    read("{'type':'rec','address':'b-0000000000000001','body':1}");
    read("{'address':'b-0000000000000002','body':1,'type':'err'}");
    assertThat(incoming.kind()).isEqualTo(Incoming.Kind.ERROR);
    assertThat(incoming.replyNumber()).isEqualTo(2);
  }

  @Test
  void doesNotFindWhatWasInTheFrameBefore() {
    read("{'type':'message','address':'b-0000000000000001','body':{'n':'0000000000000001'}}");
    read("{'type':'pong'}");
    assertThat(incoming.kind()).isEqualTo(Incoming.Kind.PONG);
    assertThat(incoming.replyNumber()).isEqualTo(-1);
    assertThat(incoming.bodyNumber()).isEqualTo(-1);
  }

  @Test
  void takesOnlyWholeNumbers() {
    read("{'type':'rec','address':'b-1','body':{'n':'00000000'}}");
    assertThat(incoming.replyNumber()).isEqualTo(-1);
    assertThat(incoming.bodyNumber()).isEqualTo(-1);
  }

  @Test
  void givesTheTextOfAnError() {
    read("{'type':'err','message':'access_denied'}");
    assertThat(incoming.text("message")).isEqualTo("access_denied");
    assertThat(incoming.text("body")).isEmpty();
  }

  @Test
  void doesNotKnowWhatHasNoType() {
    read("{}");
    assertThat(incoming.kind()).isEqualTo(Incoming.Kind.UNKNOWN);
  }

  private void read(String frame) {
    incoming.read(
        Unpooled.wrappedBuffer(frame.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }
}
