package busway.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one connection into frames. What has arrived of a frame is kept, never what its
 * length announces: a length costs its own bytes until the frame comes.
 */
public abstract class FrameSplitter {

  private @Nullable ByteBuf rest;
  private boolean ended;

  /** Handles every whole frame. The buffer stays the caller's. */
  public final void split(ByteBuf bytes) {
    if (ended) {
      return;
    }
    ByteBuf kept = rest;
    ByteBuf in = kept == null ? bytes : kept.writeBytes(bytes);
    while (!ended && next(in)) {}
    if (ended || !in.isReadable()) {
      release();
    } else if (kept != null) {
      kept.discardSomeReadBytes();
    } else {
      rest = PooledByteBufAllocator.DEFAULT.buffer(in.readableBytes()).writeBytes(in);
    }
  }

  /** Frees what is kept of a frame that did not come whole. */
  public final void release() {
    if (rest != null) {
      rest.release();
      rest = null;
    }
  }

  /** Takes the next frame out of the buffer and handles it; false where it is not there whole. */
  protected abstract boolean next(ByteBuf in);

  /** Reads nothing of what comes after this frame. */
  protected final void end() {
    ended = true;
  }
}
