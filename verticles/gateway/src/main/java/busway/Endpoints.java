package busway;

/**
 * Where clients and operators find a gateway that runs.
 *
 * @param tcpPort the port that the TCP edge listens on
 * @param webSocketPort the port that the WebSocket edge and the page listen on
 * @param adminPort the port that metrics and health listen on
 */
record Endpoints(GatewayConfig config, int tcpPort, int webSocketPort, int adminPort) {

  /** The line that says that clients are welcome. */
  String ready() {
    String web = reachable(config.websocket().host()) + ':' + webSocketPort;
    String page = config.websocket().page() ? "  page http://" + web + '/' : "";
    return "busway ready"
        + page
        + "  websocket ws://"
        + web
        + config.websocket().path()
        + "/websocket  tcp "
        + reachable(config.tcp().host())
        + ':'
        + tcpPort
        + "  admin http://"
        + reachable(config.admin().host())
        + ':'
        + adminPort
        + '/';
  }

  private static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0", "::", "" -> "127.0.0.1";
      default -> host.contains(":") ? '[' + host + ']' : host;
    };
  }
}
