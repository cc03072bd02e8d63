package busway.tcp;

import static busway.frame.TcpFrameCodec.PREFIX_BYTES;

import busway.channel.Scratch;
import busway.frame.ErrorCode;
import busway.session.CloseReason;
import busway.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one connection into frames. What has arrived of a frame is kept, never what its
 * length announces: a length costs four bytes until the frame comes.
 */
final class FrameSplitter {

  private final int maxFrameBytes;
  private final Scratch scratch;
  private @Nullable ByteBuf rest;
  private boolean broken;

  FrameSplitter(int maxFrameBytes, Scratch scratch) {
    this.maxFrameBytes = maxFrameBytes;
    this.scratch = scratch;
  }

  /** Hands every whole frame to the session. The buffer stays the caller's. */
  void split(ByteBuf bytes, Session session) {
    if (broken) {
      return;
    }
    ByteBuf kept = rest;
    ByteBuf in = kept == null ? bytes : kept.writeBytes(bytes);
    while (!broken && next(in, session)) {}
    if (broken || !in.isReadable()) {
      release();
    } else if (kept != null) {
      kept.discardSomeReadBytes();
    } else {
      rest = PooledByteBufAllocator.DEFAULT.buffer(in.readableBytes()).writeBytes(in);
    }
  }

  /** Frees what is kept of a frame that did not come whole. */
  void release() {
    if (rest != null) {
      rest.release();
      rest = null;
    }
  }

  private boolean next(ByteBuf in, Session session) {
    if (in.readableBytes() < PREFIX_BYTES) {
      return false;
    }
    int length = in.getInt(in.readerIndex());
    if (length < 0 || length > maxFrameBytes) {
      refuse(session, Integer.toUnsignedString(length));
      return false;
    }
    if (in.readableBytes() < PREFIX_BYTES + length) {
      return false;
    }
    in.skipBytes(PREFIX_BYTES);
    byte[] frame = scratch.atLeast(length);
    in.readBytes(frame, 0, length);
    session.receive(frame, 0, length);
    return true;
  }

  /** Where the next frame begins is not known any more: the connection cannot go on. */
  private void refuse(Session session, String length) {
    broken = true;
    session.refuse(
        ErrorCode.INVALID_LENGTH,
        "frame of " + length + " bytes (expected: at most " + maxFrameBytes + ")");
    session.close(CloseReason.TOO_LARGE);
  }
}
