package busway.deploy;

import io.vertx.core.Deployable;
import java.util.List;

/** A hand-over without care: instances get messages from their start until they have stopped. */
public final class OpenHandover implements Handover {

  @Override
  public Intake intake(Deployable instance, boolean held) {
    return new Open();
  }

  @Override
  public void move(List<Intake> from, List<Intake> to) {
    to.forEach(Intake::open);
    from.forEach(Intake::close);
  }

  private record Open() implements Intake {

    @Override
    public List<String> addresses() {
      return List.of();
    }

    @Override
    public void open() {
      // it is
    }

    @Override
    public void close() {
      // its messages end with it
    }

    @Override
    public long pending() {
      return 0;
    }

    @Override
    public long delivered() {
      return 0;
    }

    @Override
    public double handlerSeconds() {
      return 0;
    }
  }
}
