package busway.websocket;

import static busway.testing.WebSocketClient.TEXT;
import static busway.testing.WebSocketClient.frame;
import static busway.testing.WebSocketClient.unmasked;

import busway.testing.Settings;
import busway.testing.TestGateway;
import busway.testing.WebSocketClient;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The WebSocket transport of SockJS, which holds to RFC 6455 like the raw one. */
class SockJsWebSocketIT {

  private static final TestGateway GATEWAY =
      new TestGateway(new Settings().maxFrameBytes(1_000).maxMessageBytes(2_000));

  private final WebSocketClient client =
      GATEWAY.kept(new WebSocketClient(GATEWAY.webSocketPort(), "/eventbus/000/abc/websocket"));

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void messagesTravelInArraysOfText() {
    client.hears("o");
    client.sends(
        frame(
            TEXT,
            "[\"{\\\"type\\\":\\\"send\\\",\\\"address\\\":\\\"echo\\\","
                + "\\\"replyAddress\\\":\\\"r\\\",\\\"body\\\":[1.50]}\"]"));
    client.hears("a['{\\'type\\':\\'rec\\',\\'address\\':\\'r\\',\\'body\\':[1.50]}']");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xc1, 0xa1, 0x91, 0x83, 0x8b, 0x80, 0x09})
  void aViolationIs1002(int firstByte) {
    client.hears("o").sends(frame(firstByte, "x"));
    hearsCloseCode(1_002);
  }

  @Test
  void aFrameWithoutMaskIs1002() {
    client.hears("o").sends(unmasked(TEXT, new byte[] {'[', ']'}));
    hearsCloseCode(1_002);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c3", "eda080"})
  void textThatIsNotUtf8Is1007(String hex) {
    client.hears("o").sends(frame(TEXT, HexFormat.of().parseHex(hex)));
    hearsCloseCode(1_007);
  }

  @Test
  void textThatIsNotUtf8InAFragmentIs1007() {
    client.hears("o").sends(frame(0x01, new byte[] {'[', (byte) 0xff}));
    hearsCloseCode(1_007);
  }

  @Test
  void aFrameThatIsTooLongIs1009() {
    client.hears("o").sends(frame(TEXT, new byte[1_001]));
    hearsCloseCode(1_009);
  }

  private void hearsCloseCode(int code) {
    var close = client.next();
    org.assertj.core.api.Assertions.assertThat(close.firstByte()).isEqualTo(0x88);
    org.assertj.core.api.Assertions.assertThat(
            (close.payload()[0] & 0xff) << 8 | close.payload()[1] & 0xff)
        .isEqualTo(code);
  }
}
