/**
 * The gateway's wiring, and nothing but wiring.
 *
 * <p>{@link busway.Main} parses the command line, {@code GatewayConfig} is {@code busway.yaml} as
 * records, {@code Gateway} starts everything in order and stops it in reverse. Runs on the main
 * thread; never on an event loop.
 */
@NullMarked
package busway;

import org.jspecify.annotations.NullMarked;
