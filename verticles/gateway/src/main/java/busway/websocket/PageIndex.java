package busway.websocket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The page itself: told where the event bus is, and where the admin port is for its visitor. */
final class PageIndex {

  private static final PageAsset FILE = PageAsset.of("busway/page/index.html");

  private final String html;
  private final AdminPlace admin;

  /**
   * Makes the page of one edge.
   *
   * @param path where the event bus is
   */
  PageIndex(String path, AdminPlace admin) {
    this.html = told(FILE.bytes().toString(), "busway-path\" content=\"/eventbus", path);
    this.admin = admin;
  }

  PageAsset asset(HttpServerRequest request) {
    String html = told(this.html, "busway-admin\" content=\"", origin(request));
    return PageAsset.of(Buffer.buffer(html), FILE.type());
  }

  /** What its scripts may talk to beyond this edge: exactly the admin port, or nothing. */
  String alsoConnectsTo(HttpServerRequest request) {
    String origin = origin(request);
    return origin.isEmpty() || origin.equals(AdminPlace.NONE) ? "" : ' ' + origin;
  }

  private String origin(HttpServerRequest request) {
    var authority = request.authority();
    return admin.origin(authority == null ? "" : authority.host());
  }

  /**
   * The text with the value of one {@code meta} element set, which the file has as {@code meta}.
   */
  private static String told(String html, String meta, String value) {
    String name = meta.substring(0, meta.indexOf('"'));
    return html.replace('"' + meta + '"', '"' + name + "\" content=\"" + escape(value) + '"');
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }
}
