package busway.bench;

import busway.frame.Frame;
import busway.frame.FrameCodec;
import busway.frame.ProtocolException;
import busway.frame.TcpFrameCodec;
import busway.frame.WebSocketFrameCodec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Frames of clients from bytes. The peers read the request into a tree, as the bridges do. */
public class DecodeBenchmark extends Measured {

  @Param({"16", "128", "1024"})
  int bodyBytes;

  private final FrameCodec tcp = new TcpFrameCodec();
  private final FrameCodec webSocket = new WebSocketFrameCodec(WebSocketFrameCodec.Framing.TEXT);
  private final ObjectMapper mapper = new ObjectMapper();
  private byte[] request;
  private byte[] requestWithHeaders;
  private byte[] publish;

  @Setup
  public void write() throws ProtocolException {
    byte[] body = Samples.body(bodyBytes);
    request = Samples.request(body);
    requestWithHeaders = Samples.requestWithHeaders(body);
    publish = Samples.publish(body);
    if (!(tcpPublish() instanceof Frame.Publish frame)
        || frame.body() == null
        || frame.body().length != bodyBytes) {
      throw new IllegalStateException("a published body of " + bodyBytes + " bytes was not read");
    }
  }

  @Benchmark
  public Frame tcpRequest() throws ProtocolException {
    return tcp.decode(request, 0, request.length);
  }

  @Benchmark
  public Frame tcpRequestWithHeaders() throws ProtocolException {
    return tcp.decode(requestWithHeaders, 0, requestWithHeaders.length);
  }

  @Benchmark
  public Frame tcpPublish() throws ProtocolException {
    return tcp.decode(publish, 0, publish.length);
  }

  @Benchmark
  public Frame webSocketRequest() throws ProtocolException {
    return webSocket.decode(request, 0, request.length);
  }

  @Benchmark
  public JsonNode jacksonTree() throws IOException {
    return mapper.readTree(request);
  }

  @Benchmark
  public JsonObject vertxJson() {
    return new JsonObject(Buffer.buffer(request));
  }
}
