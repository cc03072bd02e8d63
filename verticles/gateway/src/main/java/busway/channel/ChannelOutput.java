package busway.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The output of one socket: frames are copied into one pooled buffer and leave in one write at the
 * end of the loop's turn. Bytes that the peer does not take are bounded by whoever asks {@link
 * #pendingBytes()} first.
 */
public final class ChannelOutput {

  private static final int SMALLEST = 512;
  private static final int LARGEST = 64 << 10;
  private static final int LINGER_MS = 2_000;

  /**
   * What a socket of io_uring may have of ours: the system hears of a write with the next poll, and
   * until then it is here what it is with the other transports in the kernel's buffer.
   */
  private static final int URING_BYTES = 1 << 20;

  private final Channel channel;
  private final LoopOutput loop;
  private final long onTheirWayBytes;
  private @Nullable ByteBuf turn;
  private boolean dirty;
  private boolean ended;

  public ChannelOutput(Channel channel, LoopOutput loop) {
    this.channel = channel;
    this.loop = loop;
    this.onTheirWayBytes = channel instanceof IoUringSocketChannel ? URING_BYTES : 0;
  }

  /** Copies {@code a[from, to)} into the output of this turn. Ignored after {@link #end}. */
  public void write(byte[] a, int from, int to) {
    if (ended) {
      return;
    }
    int length = to - from;
    ByteBuf buffer = turn;
    if (buffer != null && buffer.readableBytes() + length > LARGEST) {
      // At once: what waits is then what the peer does not take, not what one turn has written.
      channel.writeAndFlush(buffer, channel.voidPromise());
      buffer = null;
    }
    if (buffer == null) {
      buffer = channel.alloc().directBuffer(Math.max(length, SMALLEST));
      turn = buffer;
    }
    buffer.writeBytes(a, from, length);
    if (!dirty) {
      dirty = true;
      loop.add(this);
    }
  }

  /** Bytes written and not yet taken by the socket. */
  public long pendingBytes() {
    ByteBuf buffer = turn;
    ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
    return (buffer == null ? 0 : buffer.readableBytes())
        + (queue == null ? 0 : queue.totalPendingWriteBytes());
  }

  /** Those of them that the peer is to answer for. */
  public long overdueBytes() {
    return pendingBytes() - onTheirWayBytes;
  }

  /** Whether more waits than the socket should hold. */
  public boolean congested() {
    return !channel.isWritable();
  }

  /**
   * Writes what there is, ends the output and closes the socket once the peer has closed or two
   * seconds have passed. Closing at once would let the kernel throw away what was written, if the
   * peer still sends.
   */
  public void end() {
    flush();
    ended = true;
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener((ChannelFutureListener) written -> shutdownOutput(written.isSuccess()));
    if (channel.isOpen()) {
      linger();
    }
  }

  /** Closes the socket if the output has ended as well. Called when the peer writes no more. */
  public void peerEnded() {
    if (channel instanceof DuplexChannel duplex && duplex.isOutputShutdown()) {
      channel.close();
    }
  }

  /** Closes the socket at once and drops what was not written. */
  public void abort() {
    ended = true;
    release();
    channel.close();
  }

  /** Frees what the socket can take no more. Called when it is closed. */
  public void closed() {
    ended = true;
    release();
  }

  void flush() {
    dirty = false;
    ByteBuf buffer = turn;
    turn = null;
    if (buffer != null) {
      channel.writeAndFlush(buffer, channel.voidPromise());
    }
  }

  private void linger() {
    Future<?> timer =
        channel.eventLoop().schedule((Runnable) channel::close, LINGER_MS, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> timer.cancel(false));
  }

  private void shutdownOutput(boolean written) {
    if (written && channel instanceof DuplexChannel duplex && !duplex.isInputShutdown()) {
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }

  private void release() {
    ByteBuf buffer = turn;
    turn = null;
    if (buffer != null) {
      buffer.release();
    }
  }
}
