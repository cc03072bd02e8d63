package busway.tcp;

import busway.session.Tap;
import java.time.Duration;

/** For whom a socket is. Asked on its event loop. */
public interface SocketOwner {

  /** Whether this is the token that the owner was given; takes equally long whatever it is. */
  boolean knows(String token);

  /** What lets messages in to the owner. */
  Tap tap();

  /** How long a connection may take to log in. */
  Duration loginTimeout();
}
