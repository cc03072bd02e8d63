package busway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Holds the OpenAPI document to what the server does, both ways. */
class OpenApiIT {

  private static final String ALL = "/admin/deployments";
  private static final String URI = "https://busway.example/openapi.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ApiStage stage = new ApiStage();
  private final String text = OpenApi.page().body();
  private final JsonNode document = read(text);
  private final JsonSchemaFactory schemas =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(URI, text))));

  private static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (java.io.IOException e) {
      throw new AssertionError(json, e);
    }
  }

  @AfterEach
  void stop() throws Exception {
    stage.release();
    stage.close();
  }

  @Test
  void isServedAsItIs() throws Exception {
    HttpResponse<String> served = stage.get("/admin/openapi.json");

    assertThat(read(served.body())).isEqualTo(document);
    assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
  }

  @Test
  void describesEachMethodOfEachPathThatIsServedAndNoOther() {
    Set<String> described = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (!method.equals("parameters")) {
                            described.add(method + " " + path.getKey());
                          }
                        }));

    assertThat(described).isEqualTo(stage.served());
  }

  @Test
  void namesEachCodeOfARefusalWithItsStatusAndNoOther() {
    Map<String, String> described = new TreeMap<>();
    document
        .at("/components/responses")
        .forEach(
            response ->
                described.put(
                    response.at("/content/application~1json/example/error/code").asText(),
                    response.path("description").asText()));
    Set<String> codes = new TreeSet<>(ApiErrorKind.labels());

    assertThat(described.keySet()).isEqualTo(codes);
    JsonNode known = document.at("/components/schemas/Error/properties/error/properties/code/enum");
    Set<String> named = new TreeSet<>();
    known.forEach(code -> named.add(code.asText()));
    assertThat(named).isEqualTo(codes);
    for (ApiErrorKind kind : ApiErrorKind.values()) {
      for (JsonNode operation : document.path("paths").findParents("operationId")) {
        JsonNode response = operation.path("responses").path(Integer.toString(kind.status()));
        if (response.has("$ref")) {
          JsonNode found = document.at(response.path("$ref").asText().substring(1));
          assertThat(found.at("/content/application~1json/example/error/code").asText())
              .isEqualTo(kind.label());
        }
      }
    }
  }

  @Test
  void itsExamplesFitItsSchemas() {
    int examples = 0;
    for (JsonNode content : document.findValues("application/json")) {
      for (JsonNode example : examples(content)) {
        assertThat(problems(content.path("schema"), example)).as(example.toString()).isEmpty();
        examples++;
      }
    }
    assertThat(examples).isGreaterThan(20);
  }

  private static Iterable<JsonNode> examples(JsonNode content) {
    var all = new ArrayList<JsonNode>(content.path("examples").findValues("value"));
    if (content.has("example")) {
      all.add(content.path("example"));
    }
    return all;
  }

  private Set<ValidationMessage> problems(JsonNode schema, JsonNode value) {
    return schema(schema).validate(value);
  }

  private JsonSchema schema(JsonNode schema) {
    return schema.has("$ref")
        ? schemas.getSchema(SchemaLocation.of(URI + schema.path("$ref").asText()))
        : schemas.getSchema(schema);
  }

  @Test
  void describesEachAnswerThatIsGiven() throws Exception {
    answers("post", ALL, "{'name':'a','main':'m','config':{'x':[1]}}", 201);
    answers("post", ALL, "{'name':'a','main':'m'}", 409);
    answers("post", ALL, "{'name':'b','main':'broken'}", 422);
    answers("post", ALL, "{'name':'b','main':'slow'}", 504);
    answers("post", ALL, "{'name':'b','main':'full'}", 429);
    answers("post", ALL, "{'name':'b','main':'faulty'}", 500);
    answers("post", ALL, "{'name':'b'}", 400);
    answers("post", ALL, "{'main':'" + "m".repeat(ApiRequest.MAX_BODY_BYTES) + "'}", 413);
    answers("get", ALL, "", 200);
    answers("get", ALL + "/{name}", "", 200);
    answers("post", ALL + "/{name}/redeploy", "{'main':'n'}", 200);
    answers("post", ALL + "/{name}/redeploy", "", 200);
    answers("post", ALL + "/{name}/redeploy", "{'main':'broken'}", 422);
    answers("post", ALL + "/{name}/scale", "{'instances':4}", 200);
    answers("post", ALL + "/{name}/scale", "{'instances':0}", 400);
    stage.logs.add("a", Level.WARN, "a line");
    answers("get", ALL + "/{name}/logs", "", 200);
    answers("delete", ALL + "/{name}", "", 200);
    answers("delete", ALL + "/{name}", "", 404);
    answers("get", ALL + "/{name}", "", 404);
    answers("post", ALL + "/{name}/redeploy", "", 404);
    answers("post", ALL + "/{name}/scale", "{'instances':4}", 404);
    stage.readiness.set(Readiness.State.STARTING);
    answers("post", ALL, "{'name':'a','main':'m'}", 503);
    answers("get", "/ready", "", 503);
    stage.readiness.set(Readiness.State.READY);
    for (String path : stage.pages()) {
      answers("get", path, "", 200);
    }
    answers("get", "/admin/openapi.json", "", 200);
  }

  @Test
  void everyAnswerOfARealLineFitsItsSchema() throws Exception {
    stage.call("POST", ALL, "{'name':'a','main':'m'}");
    stage.logs.add("a", Level.ERROR, "x".repeat(10_000));
    String line = stage.get(ALL + "/a/logs").body().strip();

    JsonNode schema = MAPPER.createObjectNode().put("$ref", "#/components/schemas/LogLine");
    assertThat(problems(schema, read(line))).isEmpty();
  }

  private void answers(String method, String path, String json, int status) throws Exception {
    HttpResponse<String> response =
        stage.call(method.toUpperCase(java.util.Locale.ROOT), path.replace("{name}", "a"), json);
    assertThat(response.statusCode()).as(method + path + response.body()).isEqualTo(status);
    JsonNode described = operation(path).path(method).path("responses");
    JsonNode found = described.path(Integer.toString(status));
    assertThat(found.isMissingNode()).as("%s %s %s", method, path, status).isFalse();
    JsonNode responseOf =
        found.has("$ref") ? document.at(found.path("$ref").asText().substring(1)) : found;
    fits(response, responseOf);
  }

  private JsonNode operation(String path) {
    return document.path("paths").path(path);
  }

  private void fits(HttpResponse<String> response, JsonNode described) {
    String type = response.headers().firstValue("Content-Type").orElse("").split(";")[0];
    JsonNode content = described.path("content").path(type);
    assertThat(content.isMissingNode()).as(type + " in " + described).isFalse();
    if (type.equals("application/json")) {
      assertThat(problems(content.path("schema"), read(response.body())))
          .as(response.body())
          .isEmpty();
    }
    described
        .path("headers")
        .fieldNames()
        .forEachRemaining(
            name -> assertThat(response.headers().firstValue(name)).as(name).isPresent());
  }

  @Test
  void everyRequestThatItAllowsIsTaken() throws Exception {
    JsonNode body = document.at("/paths/~1admin~1deployments/post/requestBody");
    for (JsonNode example : examples(body.at("/content/application~1json"))) {
      HttpResponse<String> taken = stage.call("POST", ALL, example.toString().replace('"', '\''));
      assertThat(taken.statusCode()).as(example.toString()).isEqualTo(201);
      String name = new JsonObject(taken.body()).getString("name");
      assertThat(name).isEqualTo(example.path("name").asText());
    }
  }
}
