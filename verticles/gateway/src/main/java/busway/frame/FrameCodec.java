package busway.frame;

/**
 * One dialect: bytes of a client to frames, and frames to the bytes that the client reads. One loop
 * owns an instance and shares it among all of its clients that speak the dialect.
 */
public interface FrameCodec {

  /**
   * The frame in {@code a[from, to)}: JSON text without what delimits it on the wire. Nothing of
   * the array is kept.
   */
  Frame.Inbound decode(byte[] a, int from, int to) throws ProtocolException;

  /**
   * The bytes of a frame as they go to the socket. Asked again for the same frame, it answers with
   * the same bytes: one frame is encoded once, however many clients hear it.
   *
   * @return a buffer that is overwritten when another frame is encoded
   */
  FrameBuffer encode(Frame.Outbound frame);

  /** How many frames were encoded so far; more may have been asked for. */
  long encodings();
}
