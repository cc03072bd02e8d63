package busway.tcp;

import static busway.frame.TcpFrameCodec.PREFIX_BYTES;

import busway.channel.FrameSplitter;
import busway.channel.Scratch;
import busway.frame.ErrorCode;
import busway.session.CloseReason;
import busway.session.Session;
import io.netty.buffer.ByteBuf;

/** Frames of one client: a length of four bytes, big-endian, and as many bytes of JSON. */
class TcpFrames extends FrameSplitter {

  private final int maxFrameBytes;
  private final Scratch scratch;
  private final Session session;

  TcpFrames(int maxFrameBytes, Scratch scratch, Session session) {
    this.maxFrameBytes = maxFrameBytes;
    this.scratch = scratch;
    this.session = session;
  }

  @Override
  protected boolean next(ByteBuf in) {
    if (in.readableBytes() < PREFIX_BYTES) {
      return false;
    }
    int length = in.getInt(in.readerIndex());
    if (length < 0 || length > maxFrameBytes) {
      refuse(Integer.toUnsignedString(length));
      return false;
    }
    if (in.readableBytes() < PREFIX_BYTES + length) {
      return false;
    }
    in.skipBytes(PREFIX_BYTES);
    byte[] frame = scratch.atLeast(length);
    in.readBytes(frame, 0, length);
    receive(frame, length);
    return true;
  }

  /** Takes one whole frame. */
  void receive(byte[] frame, int length) {
    session.receive(frame, 0, length);
  }

  /** Where the next frame begins is not known any more: the connection cannot go on. */
  private void refuse(String length) {
    end();
    session.refuse(
        ErrorCode.INVALID_LENGTH,
        "frame of " + length + " bytes (expected: at most " + maxFrameBytes + ")");
    session.close(CloseReason.TOO_LARGE);
  }
}
