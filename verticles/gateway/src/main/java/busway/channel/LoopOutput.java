package busway.channel;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * The sockets of one event loop that have output of this turn. They are written at the end of the
 * turn, one write each: a task that the first write of a turn schedules comes behind all that the
 * turn still reads.
 */
public final class LoopOutput {

  private final EventLoop loop;
  private final Runnable flush = this::flush;
  private final List<ChannelOutput> dirty = new ArrayList<>();
  private boolean scheduled;

  public LoopOutput(EventLoop loop) {
    this.loop = loop;
  }

  void add(ChannelOutput output) {
    dirty.add(output);
    if (!scheduled) {
      scheduled = true;
      loop.execute(flush);
    }
  }

  private void flush() {
    scheduled = false;
    // A socket that fails while it is flushed may close and so put others on the list.
    for (int i = 0; i < dirty.size(); i++) {
      dirty.get(i).flush();
    }
    dirty.clear();
  }
}
