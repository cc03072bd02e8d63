package busway.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why a call of the API was not done, and the status of its answer. */
enum ApiErrorKind {
  /** The request makes no sense. */
  INVALID(400),
  /** The token is missing, or is another. */
  UNAUTHORIZED(401),
  /** A page that is not permitted calls. */
  FORBIDDEN(403),
  /** No such path or deployment. */
  NOT_FOUND(404),
  /** The path knows no such method. */
  METHOD_NOT_ALLOWED(405),
  /** The name is taken, or another change of it is under way. */
  CONFLICT(409),
  /** The body is too long. */
  TOO_LARGE(413),
  /** The body is no JSON. */
  UNSUPPORTED_MEDIA_TYPE(415),
  /** The code did not load or start. */
  FAILED(422),
  /** There are as many as there may be. */
  LIMIT(429),
  /** A fault of the gateway. */
  INTERNAL(500),
  /** The gateway starts or stops. */
  UNAVAILABLE(503),
  /** It did not start in time. */
  TIMEOUT(504);

  private final int status;

  ApiErrorKind(int status) {
    this.status = status;
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(ApiErrorKind::label).toList();
  }

  int status() {
    return status;
  }

  /** As the body of the answer calls it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
