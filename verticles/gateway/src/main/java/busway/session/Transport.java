package busway.session;

import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;

/**
 * The writing half of one connection. The edge reads its own socket; the session never sees one.
 * Called on the loop that owns the connection, and none of the methods calls back into the session.
 */
public interface Transport {

  /** The dialect that the client reads now: the one it last wrote in. */
  FrameCodec codec();

  /** Takes the bytes of a frame; the buffer may be reused as soon as this returns. */
  void write(FrameBuffer frame);

  /** Bytes written and not yet taken by the client's socket. */
  long pendingBytes();

  /**
   * Those of them that the client is to answer for, which is bounded; negative if there are none.
   */
  default long overdueBytes() {
    return pendingBytes();
  }

  /** Asks for a sign of life, where the protocol has a way that every client answers. */
  default void ping() {}

  /**
   * Says why if the protocol can, then closes. The edge tells the session by {@link
   * Session#closed()} once it is done.
   */
  void close(CloseReason reason);
}
