package busway.frame;

import io.vertx.core.MultiMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes headers that are few and of which no name comes twice, which is nearly all: nothing is
 * allocated for them. One loop owns an instance.
 */
final class FewHeaders implements BiConsumer<String, String> {

  private static final int MOST = 8;

  private final FrameBuffer out;
  private final @Nullable String[] names = new @Nullable String[MOST];
  private int count;
  private boolean fit;

  FewHeaders(FrameBuffer out) {
    this.out = out;
  }

  /** Writes the members of a JSON object; nothing, and false, if the headers are not such. */
  boolean write(MultiMap headers) {
    int start = out.end();
    count = 0;
    fit = true;
    headers.forEach(this);
    if (!fit) {
      out.cut(start);
    }
    return fit;
  }

  @Override
  public void accept(String name, String value) {
    fit = fit && count < MOST && isNew(name);
    if (fit) {
      if (count > 0) {
        out.putByte(',');
      }
      names[count++] = name;
      out.putString(name);
      out.putByte(':');
      out.putString(value);
    }
  }

  private boolean isNew(String name) {
    for (int i = 0; i < count; i++) {
      if (name.equals(names[i])) {
        return false;
      }
    }
    return true;
  }
}
