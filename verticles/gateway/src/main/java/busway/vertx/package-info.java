/** What Vert.x has and gives no access to. The ground: it imports nothing of the gateway. */
@NullMarked
package busway.vertx;

import org.jspecify.annotations.NullMarked;
