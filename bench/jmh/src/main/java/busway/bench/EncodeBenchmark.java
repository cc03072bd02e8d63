package busway.bench;

import busway.frame.Frame;
import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;
import busway.frame.TcpFrameCodec;
import busway.frame.WebSocketFrameCodec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A published message to bytes. The peers write the same frame from a tree that is there. */
public class EncodeBenchmark extends Measured {

  @Param({"16", "128", "1024"})
  int bodyBytes;

  private final FrameCodec tcp = new TcpFrameCodec();
  private final FrameCodec webSocket = new WebSocketFrameCodec(WebSocketFrameCodec.Framing.TEXT);
  private final ObjectMapper mapper = new ObjectMapper();

  /** Two in turn: a codec that is asked for the same one again has its bytes already. */
  private final Frame.Message[] messages = new Frame.Message[2];

  private final Frame.Message[] withHeaders = new Frame.Message[2];
  private int turn;
  private JsonNode tree;
  private JsonObject object;

  @Setup
  public void make() throws IOException {
    byte[] body = Samples.body(bodyBytes);
    for (int i = 0; i < messages.length; i++) {
      messages[i] = new Frame.Message(Samples.NEWS, null, null, body, false);
      MultiMap headers = MultiMap.caseInsensitiveMultiMap();
      headers.add("trace", "4bf92f3577b34da6").add("lang", "en");
      withHeaders[i] = new Frame.Message(Samples.NEWS, null, headers, body, false);
    }
    FrameBuffer bytes = tcp();
    int start = bytes.start() + TcpFrameCodec.PREFIX_BYTES;
    tree = mapper.readTree(bytes.array(), start, bytes.end() - start);
    object = new JsonObject(Buffer.buffer(mapper.writeValueAsBytes(tree)));
  }

  @Benchmark
  public FrameBuffer tcp() {
    return tcp.encode(next());
  }

  @Benchmark
  public FrameBuffer tcpWithHeaders() {
    turn ^= 1;
    return tcp.encode(withHeaders[turn]);
  }

  @Benchmark
  public FrameBuffer webSocketText() {
    return webSocket.encode(next());
  }

  @Benchmark
  public byte[] jacksonTree() throws IOException {
    return mapper.writeValueAsBytes(tree);
  }

  @Benchmark
  public Buffer vertxJson() {
    return object.toBuffer();
  }

  private Frame.Message next() {
    turn ^= 1;
    return messages[turn];
  }
}
