package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** An operator who changes what is deployed on a gateway, over the admin API. */
final class Admin implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;

  Admin(RunningBusway busway) {
    root = busway.admin().resolve("admin/");
  }

  /** Deploys; fails if that does. */
  JsonObject deploy(JsonObject deployment) throws IOException, InterruptedException {
    return done(send("POST", "deployments", deployment.encode()));
  }

  /** Puts a new version in the old one's place; fails if that does. */
  JsonObject redeploys(String name) throws IOException, InterruptedException {
    return done(redeploy(name));
  }

  /** Puts a new version in the old one's place, if it is any good. */
  HttpResponse<String> redeploy(String name) throws IOException, InterruptedException {
    return send("POST", "deployments/" + name + "/redeploy", "");
  }

  /** Undeploys; fails if that does. */
  void undeploy(String name) throws IOException, InterruptedException {
    assertThat(send("DELETE", "deployments/" + name, "").statusCode()).isBetween(200, 204);
  }

  /** What is at a path below {@code /admin/}. */
  String get(String path) throws IOException, InterruptedException {
    return send("GET", path, "").body();
  }

  private static JsonObject done(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return new JsonObject(answer.body());
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .header("Authorization", "Bearer " + RunningBusway.TOKEN)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
  }
}
