package busway.frame;

/** What a client wants, as the field {@code type} says. */
enum FrameType {
  SEND,
  PUBLISH,
  REGISTER,
  UNREGISTER,
  PING,
  OTHER;

  private static final int SEND_TEXT = Word.halfOf("send");
  private static final int PING_TEXT = Word.halfOf("ping");
  private static final long PUBLISH_TEXT = Word.of("publish\"");
  private static final long REGISTER_TEXT = Word.of("register");
  private static final long UNREGISTER_TEXT = Word.of("unregist");
  private static final int UNREGISTER_REST = Word.halfOf("ter\"");

  /** The type of a frame that has one. */
  static FrameType of(Envelope envelope) {
    byte[] a = envelope.array();
    int start = envelope.start(Envelope.TYPE);
    int end = envelope.end(Envelope.TYPE);
    FrameType plain = a[start] == '"' ? plain(a, start + 1, end - start - 2) : OTHER;
    return plain == OTHER ? named(JsonText.text(a, start, end)) : plain;
  }

  /** What stands there without escapes, in the {@code length} bytes from {@code i} on. */
  private static FrameType plain(byte[] a, int i, int length) {
    return switch (length) {
      case 4 -> four(Word.half(a, i));
      case 7 -> Word.at(a, i) == PUBLISH_TEXT ? PUBLISH : OTHER;
      case 8 -> Word.at(a, i) == REGISTER_TEXT ? REGISTER : OTHER;
      case 10 ->
          Word.at(a, i) == UNREGISTER_TEXT && Word.half(a, i + 7) == UNREGISTER_REST
              ? UNREGISTER
              : OTHER;
      default -> OTHER;
    };
  }

  private static FrameType four(int text) {
    return text == SEND_TEXT ? SEND : text == PING_TEXT ? PING : OTHER;
  }

  private static FrameType named(String text) {
    return switch (text) {
      case "send" -> SEND;
      case "publish" -> PUBLISH;
      case "register" -> REGISTER;
      case "unregister" -> UNREGISTER;
      case "ping" -> PING;
      default -> OTHER;
    };
  }
}
