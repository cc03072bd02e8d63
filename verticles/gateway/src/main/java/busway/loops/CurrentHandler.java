package busway.loops;

import org.jspecify.annotations.Nullable;

/** The handler of the event bus that an event loop runs now. Written by the loop's thread only. */
public final class CurrentHandler {

  private volatile @Nullable String address;
  private volatile @Nullable String verticle;

  CurrentHandler() {}

  /** Where the message that is handled now was sent to; null when none is. From any thread. */
  public @Nullable String address() {
    return address;
  }

  /** The verticle that handles it; null when none does. From any thread. */
  public @Nullable String verticle() {
    return verticle;
  }
}
