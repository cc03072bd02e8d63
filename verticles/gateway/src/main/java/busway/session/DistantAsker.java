package busway.session;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * A client of another event loop that awaits a reply.
 *
 * @param request the request, which belongs to its own loop
 * @param here the hub of the client that is asked
 */
record DistantAsker(Request request, Hub here) implements Asker {

  @Override
  public String replyAddress() {
    return request.replyAddress();
  }

  @Override
  public long startNs() {
    return request.startNs();
  }

  @Override
  public void reply(@Nullable MultiMap headers, byte @Nullable [] body) {
    here.mail(request.hub(), () -> request.take(null, headers, body, System.nanoTime()));
  }

  @Override
  public void reply(Request further) {
    further.awaitReply();
    Hub home = request.hub();
    here.mail(home, () -> request.take(new DistantAsker(further, home), further));
  }

  @Override
  public void fail(int code, @Nullable String message) {
    request.fail(code, message);
  }
}
