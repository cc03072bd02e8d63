package busway.admin;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path of the API.
 *
 * @param path with {@code {name}} where the name of a deployment is
 */
record Route(String method, String path, Call call) {

  static final String NAME = "{name}";

  /** The path of a deployment. */
  static String of(String name) {
    String segment = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "/admin/deployments/" + segment;
  }

  /** What is done for a request that came this way. */
  interface Call {
    Answer answer(ApiRequest request) throws IOException, InterruptedException;
  }

  /** Whether it changes nothing. */
  boolean reads() {
    return method.equals("GET");
  }

  /** The name in a path that is this route's, empty if it has none; null if it is another's. */
  @Nullable String match(String rawPath) {
    List<String> mine = List.of(path.split("/", -1));
    List<String> asked = List.of(rawPath.split("/", -1));
    if (mine.size() != asked.size()) {
      return null;
    }
    String name = "";
    for (int i = 0; i < mine.size(); i++) {
      if (mine.get(i).equals(NAME)) {
        name = decoded(asked.get(i));
        if (name.isEmpty()) {
          return null;
        }
      } else if (!mine.get(i).equals(asked.get(i))) {
        return null;
      }
    }
    return name;
  }

  /** In a path, a plus is a plus. */
  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
