package busway.channel;

import busway.metrics.EdgeMetrics;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;

/**
 * Whether a socket is read: not while half of what may wait for its peer is waiting. A peer that
 * asks and never listens is slowed down by its own socket, not cut off.
 *
 * <p>The socket counts as full well below that half, so that a gate which was shut always hears
 * that the socket takes output again.
 */
public final class ReadGate {

  private final Channel channel;
  private final ChannelOutput output;
  private final int closeAtBytes;
  private final EdgeMetrics metrics;
  private boolean full; // counted as not writable

  /**
   * Makes an open gate.
   *
   * @param maxOutboundBytes bytes that may wait for the peer
   * @param metrics counts the sockets that take no more
   */
  public ReadGate(
      Channel channel, ChannelOutput output, int maxOutboundBytes, EdgeMetrics metrics) {
    this.channel = channel;
    this.output = output;
    this.closeAtBytes = maxOutboundBytes / 2;
    this.metrics = metrics;
    int high = Math.min(closeAtBytes / 2, WriteBufferWaterMark.DEFAULT.high());
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(high / 2, high));
  }

  /** Shuts the gate if too much waits. Called after each read. */
  public void check() {
    if (output.congested() && output.pendingBytes() > closeAtBytes) {
      channel.config().setAutoRead(false);
    }
  }

  /** Opens the gate once the socket takes output again. */
  public void writabilityChanged() {
    if (!output.congested()) {
      channel.config().setAutoRead(true);
      drained();
    } else if (!full && channel.isActive()) {
      full = true;
      metrics.writeQueueFull.increment();
      metrics.unwritable.increment();
    }
  }

  /** Forgets the socket. Called when it is closed. */
  public void closed() {
    drained();
  }

  private void drained() {
    if (full) {
      full = false;
      metrics.unwritable.add(-1);
    }
  }
}
