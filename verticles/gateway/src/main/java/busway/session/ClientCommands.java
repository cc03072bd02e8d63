package busway.session;

import busway.frame.ErrorCode;
import busway.frame.Frame;
import busway.frame.ProtocolException;

/** What one client may ask for, checked and done. */
final class ClientCommands {

  private final Edge edge;
  private final ClientRequests requests;
  private final ClientSubscriptions subscriptions;
  private final Deliveries deliveries;

  ClientCommands(
      Edge edge,
      ClientRequests requests,
      ClientSubscriptions subscriptions,
      Deliveries deliveries) {
    this.edge = edge;
    this.requests = requests;
    this.subscriptions = subscriptions;
    this.deliveries = deliveries;
  }

  /** Sends a message that wants a reply, or replies with one. */
  void request(Frame.Request frame) throws ProtocolException {
    edge.admission().checkReplyAddress(frame.replyAddress());
    Asker asker = deliveries.answered(frame.address());
    if (asker == null) {
      edge.admission().checkInbound(frame.address());
      requests.send(frame);
    } else {
      requests.reply(asker, frame);
    }
  }

  /** Sends a message, or replies. */
  void send(Frame.Send frame) throws ProtocolException {
    Asker asker = deliveries.answered(frame.address());
    if (asker == null) {
      edge.admission().checkInbound(frame.address());
      edge.messages().send(frame);
    } else if (frame.failure() == null) {
      asker.reply(frame.headers(), frame.body());
    } else {
      asker.fail(frame.failure().code(), frame.failure().message());
    }
  }

  void publish(Frame.Publish frame) throws ProtocolException {
    edge.admission().checkInbound(frame.address());
    edge.messages().publish(frame);
  }

  void subscribe(String address) throws ProtocolException {
    edge.admission().checkOutbound(address);
    subscriptions.add(address);
  }

  void unsubscribe(String address) throws ProtocolException {
    if (!subscriptions.remove(address) && edge.policy().refusesUnknownUnregister()) {
      throw new ProtocolException(ErrorCode.UNKNOWN_ADDRESS, null);
    }
  }
}
