package busway.python;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An object that a script holds on to: it is gone when the script's context is. */
public final class Canary {

  private static final List<WeakReference<Canary>> ALL = new CopyOnWriteArrayList<>();

  public Canary() {
    ALL.add(new WeakReference<>(this));
  }

  static long alive() {
    return ALL.stream().filter(canary -> canary.get() != null).count();
  }
}
