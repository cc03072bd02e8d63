package busway.tcp;

import busway.channel.ChannelOutput;
import busway.frame.ErrorCode;
import busway.frame.Frame;
import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;
import busway.session.CloseReason;
import busway.session.Transport;

/** The writing half of a TCP connection. */
final class TcpTransport implements Transport {

  private final ChannelOutput output;
  private final FrameCodec codec;

  TcpTransport(ChannelOutput output, FrameCodec codec) {
    this.output = output;
    this.codec = codec;
  }

  @Override
  public FrameCodec codec() {
    return codec;
  }

  @Override
  public void write(FrameBuffer frame) {
    output.write(frame.array(), frame.start(), frame.end());
  }

  @Override
  public long pendingBytes() {
    return output.pendingBytes();
  }

  @Override
  public long overdueBytes() {
    return output.overdueBytes();
  }

  /** The protocol has no close frame: an {@code err} frame says what it can. */
  @Override
  public void close(CloseReason reason) {
    switch (reason) {
      case SHUTDOWN -> say(ErrorCode.SERVER_SHUTDOWN);
      case TOO_MANY_CONNECTIONS -> say(ErrorCode.TOO_MANY_CONNECTIONS);
      case SLOW_CONSUMER -> {
        output.abort();
        return;
      }
      case CLIENT, EXPIRED, PROTOCOL_ERROR, INVALID_UTF8, LOGIN, TOO_LARGE, INTERNAL -> {}
    }
    output.end();
  }

  private void say(ErrorCode code) {
    write(codec.encode(new Frame.Refusal(code, null)));
  }
}
