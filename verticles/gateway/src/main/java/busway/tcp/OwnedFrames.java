package busway.tcp;

import busway.channel.Scratch;
import busway.frame.ErrorCode;
import busway.session.CloseReason;
import busway.session.Session;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Frames of a client whose first one has to prove that the socket is its own. */
final class OwnedFrames extends TcpFrames {

  private static final String EXPECTED =
      "the first frame has to be {\"type\":\"login\",\"token\":\"...\"}";

  private final Session session;
  private final SocketOwner owner;
  private boolean entered;
  private boolean refused;

  OwnedFrames(int maxFrameBytes, Scratch scratch, Session session, SocketOwner owner) {
    super(maxFrameBytes, scratch, session);
    this.session = session;
    this.owner = owner;
  }

  @Override
  void receive(byte[] frame, int length) {
    if (entered) {
      super.receive(frame, length);
    } else {
      enter(token(frame, length));
    }
  }

  /** Closes the connection unless the client has logged in. */
  void expire() {
    if (!entered && !refused) {
      refuse(ErrorCode.LOGIN_REQUIRED, "none within " + owner.loginTimeout().toMillis() + " ms");
    }
  }

  private void enter(@Nullable String token) {
    if (token == null) {
      refuse(ErrorCode.LOGIN_REQUIRED, EXPECTED);
    } else if (owner.knows(token)) {
      entered = true;
      session.enter();
    } else {
      refuse(ErrorCode.LOGIN_FAILED, "the token is not the one in BUSWAY_TOKEN");
    }
  }

  private static @Nullable String token(byte[] frame, int length) {
    try {
      JsonObject login = new JsonObject(Buffer.buffer(length).appendBytes(frame, 0, length));
      return "login".equals(login.getValue("type"))
              && login.getValue("token") instanceof String token
          ? token
          : null;
    } catch (DecodeException e) {
      return null;
    }
  }

  private void refuse(ErrorCode code, String detail) {
    refused = true;
    end();
    session.refuse(code, detail);
    session.close(CloseReason.LOGIN);
  }
}
