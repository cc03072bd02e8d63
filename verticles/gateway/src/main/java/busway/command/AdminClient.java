package busway.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One who calls the admin API of a gateway. What is refused is a {@link CommandException}. */
final class AdminClient implements AutoCloseable {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Duration CONNECT_BOUND = Duration.ofSeconds(5);

  /** The gateway itself bounds how long a change may take. */
  private static final Duration ANSWER_BOUND = Duration.ofHours(1);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_BOUND)
          .build();
  private final URI base;
  private final @Nullable String token;
  private final List<Path> places;

  /**
   * Makes one.
   *
   * @param places where a token was looked for, if there is none
   */
  AdminClient(URI base, @Nullable String token, List<Path> places) {
    this.base = base;
    this.token = token;
    this.places = places;
  }

  /** The JSON that a call is answered with. */
  JsonNode call(String method, String path, @Nullable JsonNode body) {
    HttpRequest.Builder request = request(path).timeout(ANSWER_BOUND);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(body.toString()));
    }
    HttpResponse<String> response = send(request, BodyHandlers.ofString());
    JsonNode answer = json(response.body());
    if (response.statusCode() >= 300) {
      throw refused(response.statusCode(), answer);
    }
    return answer;
  }

  /** The lines of an answer as they come, each of them JSON. */
  Stream<JsonNode> lines(String path) {
    HttpResponse<Stream<String>> response = send(request(path), BodyHandlers.ofLines());
    if (response.statusCode() >= 300) {
      String whole = response.body().collect(Collectors.joining("\n"));
      throw refused(response.statusCode(), json(whole));
    }
    return response.body().filter(line -> !line.isBlank()).map(this::json);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    if (token != null) {
      authorize(request, token);
    }
    return request;
  }

  private static void authorize(HttpRequest.Builder request, String token) {
    try {
      request.header("Authorization", "Bearer " + token);
    } catch (IllegalArgumentException e) { // has the token in its message
      throw CommandException.misused("the token is none (expected: characters of a header's line)");
    }
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw CommandException.failed(
          "no gateway answers at "
              + base
              + " (start one with `busway up`, or name it: --admin URL)");
    } catch (IOException e) {
      throw CommandException.failed(
          base
              + " broke off before it answered, and may have done it or not: "
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted");
    }
  }

  private JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw CommandException.failed("what answers at " + base + " is no gateway's admin port");
    }
  }

  private CommandException refused(int status, JsonNode answer) {
    JsonNode error = answer.path("error");
    if (!error.has("message")) {
      return CommandException.failed(
          "what answers at " + base + " is no gateway's admin port (status " + status + ")");
    }
    if (status == 401) {
      return CommandException.failed(token == null ? noToken() : otherToken());
    }
    List<String> problems = new ArrayList<>();
    error.path("problems").forEach(problem -> problems.add(Shown.problem(problem)));
    return CommandException.failed(error.path("message").asText(), problems);
  }

  private String noToken() {
    return "no token for "
        + base
        + " (expected: --token, BUSWAY_ADMIN_TOKEN, or the gateway's file "
        + String.join(" or ", places.stream().map(Path::toString).toList())
        + ")";
  }

  private String otherToken() {
    return base + " has another token (expected: --token or BUSWAY_ADMIN_TOKEN)";
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
