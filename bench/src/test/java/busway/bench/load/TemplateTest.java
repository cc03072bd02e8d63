package busway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TemplateTest {

  @Test
  void writesTheNumberOfARequestTwice() {
    String frame = text(Template.request(false, "echo", 64), 255, 255);
    assertThat(frame)
        .startsWith(
            "{\"type\":\"send\",\"address\":\"echo\",\"replyAddress\":\"b-00000000000000ff\","
                + "\"body\":{\"n\":\"00000000000000ff\",\"pad\":\"xxx");
    assertThat(new JsonObject(frame).getJsonObject("body").encode()).hasSize(64);
  }

  @Test
  void writesTheNumberAndTheTimeOfAPublish() {
    JsonObject body =
        new JsonObject(text(Template.publish(false, "chat", 1_024), 1, 2)).getJsonObject("body");
    assertThat(body.getString("n")).isEqualTo("0000000000000001");
    assertThat(body.getString("t")).isEqualTo("0000000000000002");
    assertThat(body.encode()).hasSize(1_024);
  }

  @Test
  void sendsTheBodyOfTheUserAsItIs() {
    assertThat(text(Template.request(false, "primes", "{\"limit\": 1.50}"), 7, 0))
        .endsWith("\"b-0000000000000007\",\"body\":{\"limit\": 1.50}}");
  }

  @Test
  void escapesTheAddress() {
    JsonObject frame = new JsonObject(text(Template.register(false, "a\"ö"), 0, 0));
    assertThat(frame.getString("address")).isEqualTo("a\"ö");
  }

  @Test
  void beginsWithItsLengthOverTcp() {
    ByteBuf frame = Template.ping(true).frame(UnpooledByteBufAllocator.DEFAULT, 0, 0);
    assertThat(frame.readInt()).isEqualTo(frame.readableBytes()).isEqualTo(15);
    frame.release();
  }

  private static String text(Template template, long first, long second) {
    ByteBuf frame = template.frame(UnpooledByteBufAllocator.DEFAULT, first, second);
    try {
      return frame.toString(StandardCharsets.UTF_8);
    } finally {
      frame.release();
    }
  }
}
