package busway.admin;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of the whole admin server for machines: OpenAPI 3.1. */
final class OpenApi {

  private static final String RESOURCE = "/busway/admin/openapi.json";

  private OpenApi() {}

  static Page page() {
    return Page.json(200, new JsonObject(text()));
  }

  private static String text() {
    try (InputStream resource = OpenApi.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("no " + RESOURCE);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
