package busway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private final Incoming request = new Incoming();

  @Test
  void goesToTheReplyAddressWithTheNumberOfTheRequest() {
    assertThat(text(new Answer(false, 64), asking("__vertx.reply.7", "00000000000000ff")))
        .isEqualTo(
            "{'type':'send','address':'__vertx.reply.7','body':{'n':'00000000000000ff','pad':'"
                + "x".repeat(31)
                + "'}}");
  }

  @Test
  void followsAReplyAddressThatGrowsLonger() {
    Answer answer = new Answer(false, 64);
    assertThat(text(answer, asking("r9", "0000000000000001"))).contains("'address':'r9'");
    assertThat(text(answer, asking("r10", "0000000000000002")))
        .contains("'address':'r10'", "'n':'0000000000000002'");
  }

  @Test
  void hasItsLengthBeforeItOverTcp() {
    request.read(Unpooled.copiedBuffer(asking("r1", "0000000000000001"), StandardCharsets.UTF_8));
    ByteBuf frame = new Answer(true, 100).frame(UnpooledByteBufAllocator.DEFAULT, request);
    assertThat(frame.readInt()).isEqualTo(frame.readableBytes());
    frame.release();
  }

  @Test
  void isNotWantedWithoutAReplyAddress() {
    request.read(Unpooled.copiedBuffer("{\"type\":\"message\"}", StandardCharsets.UTF_8));
    assertThat(request.replyToLength()).isEqualTo(-1);
  }

  private static String asking(String replyTo, String number) {
    return "{'type':'message','address':'a','replyAddress':'%s','headers':{},'body':{'n':'%s'}}"
        .formatted(replyTo, number)
        .replace('\'', '"');
  }

  private String text(Answer answer, String asking) {
    request.read(Unpooled.copiedBuffer(asking, StandardCharsets.UTF_8));
    ByteBuf frame = answer.frame(UnpooledByteBufAllocator.DEFAULT, request);
    String text = frame.toString(StandardCharsets.UTF_8).replace('"', '\'');
    frame.release();
    return text;
  }
}
