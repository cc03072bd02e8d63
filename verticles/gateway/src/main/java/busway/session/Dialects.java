package busway.session;

import busway.frame.FrameCodec;
import busway.frame.TcpFrameCodec;
import busway.frame.WebSocketFrameCodec;
import busway.frame.WebSocketFrameCodec.Framing;

/** The dialects that clients speak: one codec each for all clients of an event loop. */
public final class Dialects {

  private final FrameCodec tcp = new TcpFrameCodec();
  private final FrameCodec text = new WebSocketFrameCodec(Framing.TEXT);
  private final FrameCodec binary = new WebSocketFrameCodec(Framing.BINARY);
  private final FrameCodec sockJs = new WebSocketFrameCodec(Framing.NONE);

  Dialects() {}

  /** That of TCP clients. */
  public FrameCodec tcp() {
    return tcp;
  }

  /** That of WebSocket clients that write text, or of those that write binary frames. */
  public FrameCodec webSocket(boolean isText) {
    return isText ? text : binary;
  }

  /** That of SockJS clients. */
  public FrameCodec sockJs() {
    return sockJs;
  }
}
