package busway.session;

import busway.metrics.GatewayMetrics;
import busway.tracing.ClientTraces;
import java.time.Duration;

/**
 * What every edge of the gateway is given: made once by the gateway, used on every event loop.
 *
 * @param session what one client may use
 * @param permissions which addresses clients may reach
 * @param hubs the hub of each event loop
 * @param metrics where the edges register their counters
 * @param drainTimeout how long an edge that is undeployed waits for its requests in flight
 * @param traces the spans of what clients send
 */
public record EdgeServices(
    SessionConfig session,
    Permissions permissions,
    Hubs hubs,
    GatewayMetrics metrics,
    Duration drainTimeout,
    ClientTraces traces) {}
