package busway.admin;

import busway.logs.LogBook;
import busway.metrics.GatewayMetrics;
import java.util.function.IntSupplier;

/**
 * What the admin server tells of, and changes.
 *
 * @param pagePort the port that the gateway's page is served on; 0 if it is not
 */
public record AdminServices(
    GatewayMetrics metrics,
    Readiness readiness,
    Registry registry,
    LogBook logs,
    IntSupplier pagePort) {}
