package busway.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What a request is answered with. */
interface Answer {

  /** Writes it, in times that are bounded. */
  void send(HttpExchange exchange, WriteBounds writes) throws IOException;
}
