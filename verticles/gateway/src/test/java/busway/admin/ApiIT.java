package busway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.Threading;
import busway.testing.Wait;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiIT {

  private static final String ALL = "/admin/deployments";

  private final ApiStage stage = new ApiStage("https://ops.example.org");

  @AfterEach
  void stop() throws Exception {
    stage.release();
    stage.close();
  }

  private HttpResponse<String> post(String path, String json) throws Exception {
    return stage.call("POST", path, json);
  }

  private static String error(HttpResponse<String> response) {
    JsonObject error = new JsonObject(response.body()).getJsonObject("error");
    return response.statusCode() + " " + error.getString("code") + " " + error.getString("message");
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void deploysShowsScalesRedeploysAndUndeploys() throws Exception {
    HttpResponse<String> deployed =
        post(
            ALL,
            "{'name':'echo','main':'com.acme.Echo','instances':2,'threading':'worker',"
                + "'config':{'address':'hello','deep':{'n':[1,2.5,null]}}}");
    assertThat(deployed.statusCode()).as(deployed.body()).isEqualTo(201);
    assertThat(header(deployed, "Location")).isEqualTo("/admin/deployments/echo");
    assertThat(header(deployed, "Content-Type")).isEqualTo("application/json");
    assertThat(stage.registry.config("echo").threading()).isEqualTo(Threading.WORKER);
    assertThat(new JsonObject(stage.registry.config("echo").config()).encode())
        .isEqualTo("{\"address\":\"hello\",\"deep\":{\"n\":[1,2.5,null]}}");

    JsonObject shown = new JsonObject(stage.get(ALL + "/echo").body());
    assertThat(shown).isEqualTo(new JsonObject(deployed.body()));
    assertThat(new JsonObject(stage.get(ALL).body()).getJsonArray("deployments"))
        .isEqualTo(new JsonArray().add(shown));

    assertThat(post(ALL + "/echo/scale", "{'instances':5}").body()).contains("\"instances\" : 5");
    HttpResponse<String> redeployed = post(ALL + "/echo/redeploy", "");
    assertThat(new JsonObject(redeployed.body()).getInteger("version")).isEqualTo(2);
    assertThat(stage.registry.config("echo").instances()).isEqualTo(5);

    assertThat(stage.call("DELETE", ALL + "/echo", "").statusCode()).isEqualTo(200);
    assertThat(error(stage.get(ALL + "/echo"))).isEqualTo("404 not-found no deployment: echo");
    assertThat(stage.get(ALL).body()).contains("\"deployments\" : [ ]");
  }

  @Test
  void aRedeploymentChangesWhatItNamesAndKeepsTheRest() throws Exception {
    post(ALL, "{'name':'a','main':'old','instances':3,'config':{'x':1,'y':2}}");

    assertThat(post(ALL + "/a/redeploy", "{'main':'new','config':{'x':5}}").statusCode())
        .isEqualTo(200);
    assertThat(stage.registry.config("a").main()).isEqualTo("new");
    assertThat(stage.registry.config("a").instances()).isEqualTo(3);
    assertThat(stage.registry.config("a").config()).isEqualTo(Map.of("x", 5));
    assertThat(post(ALL + "/a/redeploy", "{'name':'a','instances':null}").statusCode())
        .isEqualTo(200);
    assertThat(stage.registry.config("a").instances()).isEqualTo(3);
    assertThat(error(post(ALL + "/a/redeploy", "{'name':'b'}")))
        .isEqualTo("400 invalid name: b (expected: none, for a redeployment keeps its name)");
    assertThat(error(post(ALL + "/a/redeploy", "{'instances':-1}")))
        .isEqualTo("400 invalid instances: -1 (expected: 1 to 10000)");
  }

  @Test
  void takesNoNameThatIsMoreThanOneWordOfAPath() throws Exception {
    assertThat(error(post(ALL, "{'name':'a b','main':'m'}")))
        .startsWith("400 invalid name: a b (expected: 1 to 100 letters");
    post(ALL, "{'name':'a.b-1','main':'m'}");
    assertThat(stage.get(ALL + "/a%2Eb-1").statusCode()).isEqualTo(200);
    assertThat(error(stage.get(ALL + "/a%20b"))).isEqualTo("404 not-found no deployment: a b");
    assertThat(error(stage.get(ALL + "/"))).isEqualTo("404 not-found no path " + ALL + "/");
  }

  @Test
  void namesEachValueThatIsWrongAndWhatWasExpected() throws Exception {
    Map<String, String> refusals =
        Map.ofEntries(
            Map.entry("{}", "main: is missing (expected: a value)"),
            Map.entry("{'main':'m','instances':0}", "instances: 0 (expected: 1 to 10000)"),
            Map.entry(
                "{'main':'m','instances':'many'}", "instances: many (expected: a whole number)"),
            Map.entry(
                "{'main':'m','threading':'loop'}",
                "threading: loop (expected: one of event-loop, worker, virtual-thread)"),
            Map.entry(
                "{'main':'m','config':[1]}", "config: [1] (expected: a mapping of keys to values)"),
            Map.entry(
                "{'main':'m','instance':1}",
                "instance: unknown key (known: config, instances, main, name, threading)"),
            Map.entry("{'main':'m','main':'n'}", "body:1:19: key main is given twice"),
            Map.entry("[1]", "body: [1] (expected: a JSON object)"),
            Map.entry("{'main':", "body:1:9: Unexpected end-of-input"),
            Map.entry("{'main':'m'} x", "body:1:15: Unrecognized token 'x'"));
    for (Map.Entry<String, String> refusal : refusals.entrySet()) {
      assertThat(error(post(ALL, refusal.getKey())))
          .as(refusal.getKey())
          .startsWith("400 invalid " + refusal.getValue());
    }
    assertThat(error(post(ALL, ""))).startsWith("400 invalid body: is empty (expected: a JSON");
    assertThat(error(post(ALL + "/x/scale", "{'instances':1.5}")))
        .isEqualTo("400 invalid instances: 1.5 (expected: a whole number)");
    assertThat(error(post(ALL + "/x/scale", "{}")))
        .isEqualTo("400 invalid instances: is missing (expected: a value)");
    assertThat(error(stage.get(ALL + "?all=true")))
        .isEqualTo("400 invalid all: unknown key (known: none)");
    assertThat(error(stage.get(ALL + "/x/logs?lines=few")))
        .isEqualTo("400 invalid lines: few (expected: a whole number)");
    assertThat(error(stage.get(ALL + "/x/logs?tail=1")))
        .isEqualTo("400 invalid tail: unknown key (known: follow, lines)");
  }

  @Test
  void tellsWhyADeploymentDidNotChange() throws Exception {
    post(ALL, "{'name':'a','main':'m'}");

    assertThat(error(post(ALL, "{'name':'a','main':'m'}")))
        .isEqualTo("409 conflict a is deployed already");
    assertThat(error(post(ALL, "{'name':'b','main':'slow'}"))).startsWith("504 timeout b did");
    assertThat(error(post(ALL, "{'name':'b','main':'full'}"))).startsWith("429 limit 100 depl");
    assertThat(error(post(ALL, "{'name':'b','main':'awkward'}")))
        .isEqualTo("400 invalid threading: worker (expected: event-loop)");
    assertThat(error(post(ALL, "{'name':'b','main':'faulty'}")))
        .isEqualTo("500 internal internal error");
    HttpResponse<String> broken = post(ALL + "/a/redeploy", "{'main':'broken'}");
    assertThat(error(broken)).isEqualTo("422 failed a does not compile");
    assertThat(new JsonObject(broken.body()).getJsonObject("error").getJsonArray("problems"))
        .hasToString(
            "[{\"file\":\"/app/Echo.java\",\"line\":3,\"column\":7,\"message\":\"';' expected\"}]");
    assertThat(stage.metric("busway_admin_refused_total{code=\"conflict\"}")).isEqualTo(1);
    assertThat(stage.metric("busway_admin_refused_total{code=\"failed\"}")).isEqualTo(1);
  }

  @Test
  void answersNobodyWithoutTheToken() throws Exception {
    for (String wrong : List.of("Bearer x", "Bearer ", "Basic " + ApiStage.TOKEN, ApiStage.TOKEN)) {
      HttpResponse<String> refused = stage.send(stage.to(ALL).header("Authorization", wrong));
      assertThat(error(refused))
          .isEqualTo("401 unauthorized this is not the token of this gateway");
      assertThat(header(refused, "WWW-Authenticate")).isEqualTo("Bearer realm=\"busway\"");
    }
    for (String path : List.of(ALL, ALL + "/a", ALL + "/a/logs?follow=true", ALL + "/a/b/c")) {
      assertThat(error(stage.send(stage.to(path))))
          .isEqualTo("401 unauthorized no token (expected: Authorization: Bearer TOKEN)");
    }
    HttpRequest.Builder deploy = stage.to(ALL).header("Content-Type", "application/json");
    deploy.POST(BodyPublishers.ofString("{\"name\":\"a\",\"main\":\"m\"}"));
    assertThat(stage.send(deploy).statusCode()).isEqualTo(401);
    assertThat(stage.registry.list()).isEmpty();
    assertThat(stage.send(stage.to("/admin/openapi.json")).statusCode()).isEqualTo(200);
    assertThat(stage.send(stage.to("/live")).statusCode()).isEqualTo(200);
    assertThat(stage.metric("busway_admin_refused_total{code=\"unauthorized\"}")).isEqualTo(9);
  }

  @Test
  void takesTheSchemeInAnyCase() throws Exception {
    assertThat(
            stage
                .send(stage.to(ALL).header("Authorization", "bearer  " + ApiStage.TOKEN))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesOtherMethodsTypesAndBodiesThatAreTooLong() throws Exception {
    HttpResponse<String> put = stage.call("PUT", ALL, "{}");
    assertThat(error(put))
        .isEqualTo("405 method-not-allowed PUT (expected: one of GET, POST, HEAD, OPTIONS)");
    assertThat(header(put, "Allow")).isEqualTo("GET, POST, HEAD, OPTIONS");
    assertThat(error(stage.get(ALL + "/a/nothing")))
        .isEqualTo("404 not-found no path " + ALL + "/a/nothing");
    HttpRequest.Builder form = stage.to(ALL).header("Authorization", "Bearer " + ApiStage.TOKEN);
    form.header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}"));
    assertThat(error(stage.send(form)))
        .isEqualTo(
            "415 unsupported-media-type Content-Type: text/plain (expected: application/json)");
    String longBody = "{'main':'m','config':{'x':'" + "x".repeat(ApiRequest.MAX_BODY_BYTES) + "'}}";
    assertThat(error(post(ALL, longBody)))
        .isEqualTo("413 too-large body: too long (expected: 1048576 bytes at most)");
    String fits =
        "{'main':'m','config':{'x':'" + "x".repeat(ApiRequest.MAX_BODY_BYTES - 30) + "'}}";
    assertThat(post(ALL, fits).statusCode()).isEqualTo(201);
  }

  @Test
  void answersHeadWithTheHeadersOfGetAndNoBody() throws Exception {
    HttpResponse<String> get = stage.get(ALL);
    HttpResponse<String> head = stage.call("HEAD", ALL, "");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "Content-Length")).isEqualTo(header(get, "Content-Length"));
  }

  @Test
  void tellsBrowsersThatTheGatewaysPageAndThoseOfTheConfigMayCall() throws Exception {
    for (String origin :
        List.of(
            "http://localhost:" + ApiStage.PAGE_PORT,
            "http://127.0.0.1:" + ApiStage.PAGE_PORT,
            "https://ops.example.org")) {
      HttpRequest.Builder preflight =
          stage.to(ALL).header("Origin", origin).header("Access-Control-Request-Method", "POST");
      HttpResponse<String> may = stage.send(preflight.method("OPTIONS", BodyPublishers.noBody()));
      assertThat(may.statusCode()).isEqualTo(204);
      assertThat(header(may, "Access-Control-Allow-Origin")).isEqualTo(origin);
      assertThat(header(may, "Access-Control-Allow-Methods")).contains("POST", "GET");
      assertThat(header(may, "Access-Control-Allow-Headers"))
          .isEqualTo("Authorization, Content-Type");
      assertThat(header(may, "Vary")).contains("Origin");
      assertThat(may.headers().map()).doesNotContainKey("Access-Control-Allow-Credentials");
      HttpResponse<String> refused = stage.send(stage.to(ALL).header("Origin", origin));
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo(origin);
    }
  }

  @Test
  void refusesOtherPages() throws Exception {
    for (String origin :
        List.of(
            "http://localhost:1",
            "http://evil.example:" + ApiStage.PAGE_PORT,
            "https://ops.example.org.evil.example",
            "null",
            "*")) {
      HttpRequest.Builder call =
          stage
              .to(ALL)
              .header("Origin", origin)
              .header("Authorization", "Bearer " + ApiStage.TOKEN);
      HttpResponse<String> refused = stage.send(call);
      assertThat(error(refused)).startsWith("403 forbidden origin " + origin + " may not call");
      assertThat(refused.headers().map()).doesNotContainKey("Access-Control-Allow-Origin");
    }
  }

  @Test
  void changesNothingUnlessTheGatewayIsReady() throws Exception {
    stage.readiness.set(Readiness.State.DRAINING);

    assertThat(error(post(ALL, "{'main':'m'}")))
        .isEqualTo("503 unavailable the gateway is draining (expected: ready)");
    assertThat(stage.get(ALL).statusCode()).isEqualTo(200);
  }

  @Test
  void answersACallThatTakesLongerThanAnythingElseMay() throws Exception {
    CompletableFuture<HttpResponse<String>> slow = pending();
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(AdminServer.MAX_SECONDS + 2);
    Wait.until("the change is under way", () -> stage.registry.find("pending").isPresent());
    while (System.nanoTime() < endNs) {
      assertThat(stage.send(stage.to("/live")).statusCode()).isEqualTo(200);
      assertThat(slow).isNotDone();
    }
    stage.release();

    assertThat(slow.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
  }

  private CompletableFuture<HttpResponse<String>> pending() {
    return asynchronously("{\"name\":\"pending\",\"main\":\"m\"}", ALL);
  }

  private CompletableFuture<HttpResponse<String>> asynchronously(String json, String path) {
    HttpRequest request =
        stage
            .to(path)
            .header("Authorization", "Bearer " + ApiStage.TOKEN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    return stage.client.sendAsync(request, BodyHandlers.ofString());
  }

  @Test
  void refusesMoreChangesAtOnceThanItHasThreadsFor() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>(List.of(pending()));
    Wait.until("the first is under way", () -> stage.registry.waiting.get() == 1);
    for (int i = 1; i < DeploymentCalls.MAX_CHANGES; i++) {
      slow.add(asynchronously("{\"instances\":" + i + "}", ALL + "/pending/scale"));
    }
    Wait.until(
        "all are under way", () -> stage.registry.waiting.get() == DeploymentCalls.MAX_CHANGES);
    assertThat(error(post(ALL, "{'name':'faulty','main':'faulty'}")))
        .isEqualTo("429 limit 16 changes are under way already (expected: fewer)");

    stage.release();
    for (CompletableFuture<HttpResponse<String>> one : slow) {
      assertThat(one.get(10, TimeUnit.SECONDS).statusCode()).isIn(200, 201);
    }
    assertThat(post(ALL, "{'name':'b','main':'m'}").statusCode()).isEqualTo(201);
  }

  @Test
  void aBodyThatDoesNotArriveIsCutOff() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), stage.port())) {
      socket.setSoTimeout(4_000 * AdminServer.MAX_SECONDS);
      String head =
          "POST /admin/deployments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + ApiStage.TOKEN
              + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();

      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
          .doesNotContain("200", "201");
    }
  }
}
