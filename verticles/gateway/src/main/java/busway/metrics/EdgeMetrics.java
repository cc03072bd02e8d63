package busway.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * What one edge counts on one event loop. The edge writes the fields, the scraping thread reads
 * them and sums over loops.
 */
public final class EdgeMetrics {

  /** Connections accepted. */
  public final LoopCounter opened = new LoopCounter();

  /** Frames and bytes that clients sent; bytes are of the protocol, not of the socket. */
  public final LoopCounter framesIn = new LoopCounter();

  public final LoopCounter bytesIn = new LoopCounter();

  /** Frames and bytes handed to sockets. */
  public final LoopCounter framesOut = new LoopCounter();

  public final LoopCounter bytesOut = new LoopCounter();

  /** Bytes that wait for clients which do not read as fast as they are sent. */
  public final LoopCounter outboundBytes = new LoopCounter();

  /** Connections that went from writable to not writable. */
  public final LoopCounter writeQueueFull = new LoopCounter();

  /** Connections that are not writable now. */
  public final LoopCounter unwritable = new LoopCounter();

  /** Messages dropped, and connections closed, because a client did not read. */
  public final LoopCounter slowConsumerDrops = new LoopCounter();

  public final LoopCounter slowConsumerDisconnects = new LoopCounter();

  /** Requests of clients that await their reply now. */
  public final LoopCounter requestsInFlight = new LoopCounter();

  /** Messages that want a reply from a client and have none yet. */
  public final LoopCounter pendingReplies = new LoopCounter();

  /** Subscriptions of clients now. */
  public final LoopCounter subscriptions = new LoopCounter();

  /** Messages encoded for this transport, and frames written from them: what sharing saves. */
  public final LoopCounter encodings = new LoopCounter();

  public final LoopCounter deliveries = new LoopCounter();

  /** From a request's frame to its reply or failure. */
  public final LoopHistogram requests = new LoopHistogram();

  private final String transport;
  private final List<String> closeReasons;
  private final List<String> errorCodes;
  private final List<LoopCounter> closed;
  private final List<LoopCounter> errors;

  EdgeMetrics(String transport, List<String> closeReasons, List<String> errorCodes) {
    this.transport = transport;
    this.closeReasons = List.copyOf(closeReasons);
    this.errorCodes = List.copyOf(errorCodes);
    this.closed = counters(closeReasons.size());
    this.errors = counters(errorCodes.size());
  }

  private static List<LoopCounter> counters(int size) {
    List<LoopCounter> counters = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      counters.add(new LoopCounter());
    }
    return List.copyOf(counters);
  }

  /** The label of this edge: {@code tcp}, {@code websocket}, {@code sockjs}. */
  public String transport() {
    return transport;
  }

  /** Connections closed for the reason of this index. */
  public LoopCounter closed(int reason) {
    return closed.get(reason);
  }

  /** Frames refused with the code of this index. */
  public LoopCounter errors(int code) {
    return errors.get(code);
  }

  /** Names of the reasons, by index. */
  public List<String> closeReasons() {
    return closeReasons;
  }

  /** Names of the codes, by index. */
  public List<String> errorCodes() {
    return errorCodes;
  }
}
