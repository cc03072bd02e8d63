package busway.admin;

import busway.config.ConfigException;
import busway.deploy.DeployException;
import busway.deploy.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A call of the API that is refused. Its message is one line, for people. */
final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ApiErrorKind kind;
  private final transient List<Problem> problems;

  ApiException(ApiErrorKind kind, String message) {
    this(kind, message, List.of());
  }

  private ApiException(ApiErrorKind kind, String message, List<Problem> problems) {
    super(message, null, false, false);
    this.kind = kind;
    this.problems = problems;
  }

  static ApiException of(DeployException e) {
    ApiErrorKind kind =
        switch (e.code()) {
          case INVALID -> ApiErrorKind.INVALID;
          case CONFLICT, GIVEN_UP -> ApiErrorKind.CONFLICT;
          case NOT_FOUND -> ApiErrorKind.NOT_FOUND;
          case FAILED -> ApiErrorKind.FAILED;
          case TIMEOUT -> ApiErrorKind.TIMEOUT;
          case LIMIT -> ApiErrorKind.LIMIT;
        };
    return new ApiException(kind, String.valueOf(e.getMessage()), e.problems());
  }

  static ApiException of(ConfigException e) {
    return new ApiException(ApiErrorKind.INVALID, String.valueOf(e.getMessage()));
  }

  ApiErrorKind kind() {
    return kind;
  }

  Page page() {
    JsonObject error =
        new JsonObject()
            .put("code", kind.label())
            .put("message", getMessage())
            .put("problems", new JsonArray(problems.stream().map(Problem::json).toList()));
    return Page.json(kind.status(), new JsonObject().put("error", error));
  }
}
