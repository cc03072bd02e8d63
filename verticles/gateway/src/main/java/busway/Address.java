package busway;

import busway.deploy.StartException;

/**
 * Where a part of the gateway is to listen.
 *
 * @param section its section of the config
 */
record Address(String section, String host, int port) {

  /** The failure to listen here, in the words of the config. */
  StartException explained(StartException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("Address already in use")) {
      return new StartException(
          "%s.port: %d is in use (another busway? choose another with --set %s.port=PORT)"
              .formatted(section, port, section));
    }
    if (message.contains("Permission denied")) {
      return new StartException(
          "%s.port: %d may not be used (expected: a port that this user may listen on)"
              .formatted(section, port));
    }
    if (message.contains("assign requested address")
        || message.contains("UnknownHost")
        || message.contains("resolve")) {
      return new StartException(
          "%s.host: %s (expected: an address of this machine, or 0.0.0.0)"
              .formatted(section, host));
    }
    return failure;
  }
}
