package busway.tcp;

import static busway.testing.TcpClient.frame;
import static busway.testing.WebSocketClient.concat;
import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Settings;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Frames that come in other pieces than they were made in. */
class TcpFramingIT {

  private static final int MAX_FRAME_BYTES = 256;
  private static final TestGateway GATEWAY =
      new TestGateway(new Settings().maxFrameBytes(MAX_FRAME_BYTES));
  private static final String ECHO =
      "{'type':'send','address':'echo','replyAddress':'r','body':'%s'}";
  private static final String ANSWER =
      "{'type':'message','address':'r','headers':{},'body':'%s','send':true}";

  private final TcpClient client = GATEWAY.tcp();

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void oneByteAtATimeIsAFrame() {
    for (byte b : frame(ECHO.formatted("x"))) {
      client.sends(b);
    }
    client.hears(ANSWER.formatted("x")).isInSync();
  }

  @Test
  void manyFramesMayComeInOneWrite() {
    byte[] all = {};
    for (int i = 0; i < 500; i++) {
      all = concat(all, frame(ECHO.formatted(i)));
    }
    client.sends(all);
    for (int i = 0; i < 500; i++) {
      client.hears(ANSWER.formatted(i));
    }
    client.isInSync();
  }

  @Test
  void aFrameMayBeSplitAnywhere() {
    byte[] two = concat(frame(ECHO.formatted("a")), frame(ECHO.formatted("b")));
    for (int at = 1; at < two.length; at++) {
      client.sends(Arrays.copyOf(two, at));
      client.sends(Arrays.copyOfRange(two, at, two.length));
      client.hears(ANSWER.formatted("a")).hears(ANSWER.formatted("b"));
    }
    client.isInSync();
  }

  @Test
  void aChunkMayEndInsideALength() {
    byte[] whole = frame(ECHO.formatted("whole"));
    byte[] next = frame(ECHO.formatted("next"));
    for (int bytes = 1; bytes <= 4; bytes++) {
      client.sends(concat(whole, Arrays.copyOf(next, bytes)));
      client.hears(ANSWER.formatted("whole"));
      client.sends(Arrays.copyOfRange(next, bytes, next.length));
      client.hears(ANSWER.formatted("next"));
    }
    client.isInSync();
  }

  @Test
  void theLongestFrameIsTakenAndOneByteMoreEndsTheConnection() {
    int rest = MAX_FRAME_BYTES - ECHO.formatted("").length();
    client.says(ECHO.formatted("x".repeat(rest)));
    client.hears(ANSWER.formatted("x".repeat(rest))).isInSync();
    client.says(ECHO.formatted("x".repeat(rest + 1)));
    client.hears(
        "{'type':'err','message':'invalid_length: frame of 257 bytes (expected: at most 256)'}");
    client.hearsTheEnd();
  }

  @Test
  void aNegativeLengthEndsTheConnection() {
    client.sends(new byte[] {-1, -1, -1, -1}).says("{'type':'ping'}");
    client.hears(
        "{'type':'err','message':"
            + "'invalid_length: frame of 4294967295 bytes (expected: at most 256)'}");
    client.hearsTheEnd();
  }

  @Test
  void framesBeforeABadLengthAreHandled() {
    TcpClient other = GATEWAY.tcp().registers("f.before");
    byte[] frame = frame("{'type':'publish','address':'f.before','body':1}");
    client.sends(concat(frame, new byte[] {127, -1, -1, -1}, new byte[999]));
    other.hears("{'type':'message','address':'f.before','headers':{},'body':1,'send':false}");
    client.hearsLike(".*invalid_length: frame of 2147483647 bytes.*");
    client.hearsTheEnd();
  }

  @Test
  void whoKeepsSendingAfterABadLengthStillHearsWhy() throws Exception {
    client.sends(new byte[] {127, -1, -1, -1});
    try (var sending = new Flood(client)) {
      client.hears(
          "{'type':'err','message':"
              + "'invalid_length: frame of 2147483647 bytes (expected: at most 256)'}");
      client.hearsTheEnd();
      assertThat(sending.bytes()).isPositive();
    }
  }

  @Test
  void aConnectionThatEndsInsideAFrameLeavesNothing() throws Exception {
    try (TestGateway gateway = new TestGateway()) {
      for (int bytes = 1; bytes < 20; bytes++) {
        TcpClient other = gateway.tcp();
        other.isInSync().sends(Arrays.copyOf(frame(ECHO.formatted("x")), bytes));
        other.close();
      }
      gateway.expect("connections{transport='tcp'}", 0);
    }
  }
}
