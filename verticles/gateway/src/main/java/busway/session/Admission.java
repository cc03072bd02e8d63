package busway.session;

import busway.frame.ErrorCode;
import busway.frame.ProtocolException;

/** What a frame may name: checked before it gets to the bus or the hub. */
final class Admission {

  private final EdgePolicy policy;
  private final Permissions permissions;

  Admission(EdgePolicy policy, Permissions permissions) {
    this.policy = policy;
    this.permissions = permissions;
  }

  /** Refuses an address that clients may not send or publish to. */
  void checkInbound(String address) throws ProtocolException {
    checkLength(address);
    if (!permissions.inbound(address)) {
      throw new ProtocolException(ErrorCode.ACCESS_DENIED, null);
    }
  }

  /** Refuses an address that clients may not subscribe to. */
  void checkOutbound(String address) throws ProtocolException {
    checkLength(address);
    if (!permissions.outbound(address)) {
      throw new ProtocolException(ErrorCode.ACCESS_DENIED, null);
    }
  }

  /** Refuses a name that is too long for a reply. */
  void checkReplyAddress(String address) throws ProtocolException {
    if (address.length() > policy.maxReplyAddressLength()) {
      throw tooLong(
          ErrorCode.INVALID_REPLY_ADDRESS,
          "replyAddress",
          address.length(),
          policy.maxReplyAddressLength());
    }
  }

  private void checkLength(String address) throws ProtocolException {
    if (address.length() > policy.maxAddressLength()) {
      throw tooLong(
          ErrorCode.MAX_ADDRESS_LENGTH_REACHED,
          "address",
          address.length(),
          policy.maxAddressLength());
    }
  }

  private static ProtocolException tooLong(ErrorCode code, String field, int length, int most) {
    return new ProtocolException(
        code, field + " of " + length + " characters (expected: at most " + most + ")");
  }
}
