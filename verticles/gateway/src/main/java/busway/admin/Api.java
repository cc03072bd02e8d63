package busway.admin;

import busway.config.ConfigException;
import busway.deploy.DeployException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may call which route; what is refused is told as JSON. */
final class Api {

  private static final Logger LOG = LoggerFactory.getLogger(Api.class);

  private static final String DESCRIPTION = "/admin/openapi.json";

  private final List<Route> routes;
  private final Token token;
  private final Origins origins;
  private final Consumer<ApiErrorKind> refusals;

  /**
   * Makes the API.
   *
   * @param refusals told of every call that is refused
   */
  Api(DeploymentCalls calls, Token token, Origins origins, Consumer<ApiErrorKind> refusals) {
    this.routes = new ArrayList<>(calls.routes());
    this.routes.add(new Route("GET", DESCRIPTION, request -> OpenApi.page()));
    this.token = token;
    this.origins = origins;
    this.refusals = refusals;
  }

  List<Route> routes() {
    return routes;
  }

  /** Whether a path is meant for it, whether or not there is such a route. */
  boolean serves(String path) {
    return path.equals(DESCRIPTION)
        || path.equals("/admin/deployments")
        || path.startsWith("/admin/deployments/");
  }

  Answer answer(HttpExchange exchange) {
    try {
      return permitted(exchange);
    } catch (ApiException e) {
      return refused(exchange, e);
    } catch (DeployException e) {
      return refused(exchange, ApiException.of(e));
    } catch (ConfigException e) {
      return refused(exchange, ApiException.of(e));
    } catch (IOException e) {
      return refused(exchange, new ApiException(ApiErrorKind.INVALID, "body: did not arrive"));
    } catch (InterruptedException e) {
      return refused(exchange, new ApiException(ApiErrorKind.UNAVAILABLE, "the gateway stops"));
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      return refused(exchange, new ApiException(ApiErrorKind.INTERNAL, "internal error"));
    }
  }

  private Answer refused(HttpExchange exchange, ApiException e) {
    refusals.accept(e.kind());
    if (e.kind() == ApiErrorKind.UNAUTHORIZED) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"busway\"");
    }
    return e.page();
  }

  private Answer permitted(HttpExchange exchange) throws IOException, InterruptedException {
    admitOrigin(exchange);
    String path = exchange.getRequestURI().getRawPath();
    String method = exchange.getRequestMethod();
    boolean preflight = method.equals("OPTIONS");
    if (!preflight && !path.equals(DESCRIPTION)) {
      admitToken(exchange.getRequestHeaders().getFirst("Authorization"));
    }
    Set<String> methods = new LinkedHashSet<>();
    for (Route route : routes) {
      String name = route.match(path);
      if (name != null) {
        methods.add(route.method());
        if (method.equals(route.method()) || (method.equals("HEAD") && route.reads())) {
          return route.call().answer(new ApiRequest(exchange, name));
        }
      }
    }
    return unanswered(exchange, methods);
  }

  private static Answer unanswered(HttpExchange exchange, Set<String> methods) {
    if (methods.isEmpty()) {
      throw new ApiException(
          ApiErrorKind.NOT_FOUND, "no path " + exchange.getRequestURI().getRawPath());
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    methods.add("OPTIONS");
    String allowed = String.join(", ", methods);
    if (exchange.getRequestMethod().equals("OPTIONS")) {
      return new Preflight(allowed);
    }
    exchange.getResponseHeaders().set("Allow", allowed);
    throw new ApiException(
        ApiErrorKind.METHOD_NOT_ALLOWED,
        exchange.getRequestMethod() + " (expected: one of " + allowed + ")");
  }

  private void admitToken(@Nullable String authorization) {
    if (!token.admits(authorization)) {
      throw new ApiException(
          ApiErrorKind.UNAUTHORIZED,
          authorization == null
              ? "no token (expected: Authorization: Bearer TOKEN)"
              : "this is not the token of this gateway");
    }
  }

  /** A browser shows an answer to a page only if the answer names the page's origin. */
  private void admitOrigin(HttpExchange exchange) {
    Headers asked = exchange.getRequestHeaders();
    exchange.getResponseHeaders().set("Vary", "Origin, Accept-Encoding");
    String origin = asked.getFirst("Origin");
    if (origin != null && !origins.permits(origin, asked.getFirst("Host"))) {
      throw new ApiException(
          ApiErrorKind.FORBIDDEN,
          "origin "
              + origin
              + " may not call (expected: the gateway's page, or one of"
              + " admin.allowed-origins)");
    }
    if (origin != null) {
      exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
      exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "Location");
    }
  }
}
