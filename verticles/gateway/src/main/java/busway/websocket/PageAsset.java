package busway.websocket;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file of the page, held in memory: small, immutable, and shared by all event loops.
 *
 * @param bytes what it holds; never written to
 * @param type its media type
 * @param etag changes when the bytes do
 */
record PageAsset(Buffer bytes, String type, String etag) {

  /** The file at {@code resource} on the class path. */
  static PageAsset of(String resource) {
    return of(read(resource), typeOf(resource));
  }

  static PageAsset of(Buffer bytes, String type) {
    return new PageAsset(bytes, type, '"' + digest(bytes) + '"');
  }

  private static Buffer read(String resource) {
    try (var in = PageAsset.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + ": not on the class path");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  private static String digest(Buffer bytes) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has SHA-256
    }
  }

  private static String typeOf(String resource) {
    return switch (resource.substring(resource.lastIndexOf('.') + 1)) {
      case "css" -> "text/css; charset=utf-8";
      case "html" -> "text/html; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException(resource + " (expected: css, html, js or svg)");
    };
  }
}
