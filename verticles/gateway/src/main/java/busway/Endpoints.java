package busway;

import busway.admin.AdminEndpoint;
import busway.config.HostName;
import org.jspecify.annotations.Nullable;

/**
 * Where clients and operators find a gateway that runs.
 *
 * @param tcpPort the port that the TCP edge listens on
 * @param webSocketPort the port that the WebSocket edge and the page listen on
 * @param admin where metrics, health and the API of deployments are
 */
record Endpoints(GatewayConfig config, int tcpPort, int webSocketPort, AdminEndpoint admin) {

  /** The line that says that clients are welcome. */
  String ready() {
    String web = HostName.reachable(config.websocket().host()) + ':' + webSocketPort;
    String page = config.websocket().page() ? "  page http://" + web + '/' : "";
    return "busway ready"
        + page
        + "  websocket ws://"
        + web
        + config.websocket().path()
        + "/websocket  tcp "
        + HostName.reachable(config.tcp().host())
        + ':'
        + tcpPort
        + "  admin http://"
        + HostName.reachable(config.admin().host())
        + ':'
        + admin.port()
        + '/';
  }

  /** The line that says where the token is, if there is such a place. */
  @Nullable String token() {
    return admin.tokenFile() == null ? null : "busway admin token in " + admin.tokenFile();
  }
}
