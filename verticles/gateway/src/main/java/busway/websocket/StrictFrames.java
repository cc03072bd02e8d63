package busway.websocket;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;

/**
 * The frames of RFC 6455 and no others. Vert.x's own decoder lets reserved bits pass, and nothing
 * of it looks whether text is UTF-8.
 */
final class StrictFrames {

  private static final String DECODER = "busway-decoder";
  private static final String UTF8 = "busway-utf8";

  private StrictFrames() {}

  /** Decodes frames strictly and checks that text is UTF-8. */
  static void decode(ChannelPipeline pipeline, int maxFrameBytes, ViolationHandler violations) {
    WebSocketDecoderConfig config =
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(true)
            .allowExtensions(false)
            .maxFramePayloadLength(maxFrameBytes)
            .closeOnProtocolViolation(false)
            .build();
    pipeline.replace(WebSocket13FrameDecoder.class, DECODER, new WebSocket13FrameDecoder(config));
    pipeline.addAfter(DECODER, UTF8, new Utf8FrameValidator(false));
    pipeline.addAfter(UTF8, "busway-violations", violations);
  }
}
