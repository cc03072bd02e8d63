package busway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Json;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the known clients write and how they read, each in its own way. */
class TcpClientsIT {

  private static final TestGateway GATEWAY = new TestGateway();

  private final TcpClient client = GATEWAY.tcp();

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void goWritesLengthAndBodyApartAndNullForNothing() {
    byte[] json = Json.bytes("{'type':'register','address':'go','headers':null,'body':null}");
    client.sends(new byte[] {0, 0, 0, (byte) json.length}).sends(json).isInSync();
    GATEWAY.bus().publish("go", 1);
    client.hears("{'type':'message','address':'go','headers':{},'body':1,'send':false}");
  }

  @Test
  void pythonPingsWithNullInEveryField() {
    client.says(
        "{'type':'ping','address':null,'replyAddress':null,'header':null,'headers':null,"
            + "'body':null}");
    client.hears("{'type':'pong'}");
  }

  @Test
  void pythonSaysHeaderAndNobodySeesIt() {
    client.says(
        "{'type':'send','address':'echo.headers','replyAddress':'r','header':{'a':'b'},"
            + "'body':'x'}");
    client.hears("{'type':'message','address':'r','headers':{},'body':'x','send':true}");
  }

  @Test
  void nullInFieldsThatDoNotMatterIsNothing() {
    client.says(
        "{'type':'send','address':'echo','replyAddress':'r','headers':null,'body':null,"
            + "'failureCode':null,'message':null}");
    client.hears("{'type':'message','address':'r','headers':{},'send':true}");
  }

  @Test
  void rustReadsTextInHeadersAndInTheMessageOfAnError() {
    client.says("{'type':'send','address':'echo.headers','replyAddress':'r','headers':{'n':1}}");
    client.hears("{'type':'message','address':'r','headers':{'n':'1'},'send':true}");
    client.says("{'type':'send','address':7}");
    client.isInSync();
    client.says("{'type':'nonsense','address':'x'}").hearsLike(".*\"message\":\"invalid_type.*");
  }

  @Test
  void unknownFieldsAreNobodysBusiness() {
    client.says("{'id':7,'type':'ping','extra':{'deep':[1,{'x':null}]},'v':2.5e3}");
    client.hears("{'type':'pong'}");
  }

  @Test
  void theLastOfTwoFieldsOfOneNameCounts() {
    client.says("{'type':'register','address':'a','type':'ping'}").hears("{'type':'pong'}");
    client.says("{'t\\u0079pe':'p\\u0069ng'}").hears("{'type':'pong'}");
  }

  /** Go, Rust and old Python clients read the length once and the body once. */
  @Test
  void aFrameArrivesInOnePieceLengthAndAll() throws IOException {
    InputStream in = client.socket().getInputStream();
    byte[] bytes = new byte[1_000];
    for (int i = 0; i < 200; i++) {
      client.says("{'type':'send','address':'echo','replyAddress':'r','body':" + i + "}");
      int length = in.read(bytes);
      String json =
          Json.text("{'type':'message','address':'r','headers':{},'body':" + i + ",'send':true}");
      assertThat(new String(bytes, 4, length - 4, java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(json);
      assertThat(bytes[3]).isEqualTo((byte) json.length());
    }
  }
}
