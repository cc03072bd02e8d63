/**
 * The WebSocket edge: raw WebSocket, SockJS, and the page.
 *
 * <p>Runs on event loops only.
 */
@NullMarked
package busway.websocket;

import org.jspecify.annotations.NullMarked;
