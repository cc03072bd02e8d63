package busway.deploy;

import busway.deploy.DeployException.Code;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * How long loading and starting may take, each, and what is said of those that fail. Blocks: only
 * on threads of {@link UserCode}.
 *
 * @param code runs what is loaded
 */
record StartBound(UserCode code, Duration timeout) {

  /**
   * The result of work on a thread of its own.
   *
   * @param late gets a result that comes when nobody waits for it any more
   */
  <T> T run(VerticleConfig config, Callable<T> work, Consumer<T> late) {
    Future<T> result = code.run(work);
    try {
      return await(config, result);
    } catch (DeployException e) {
      result.onSuccess(late::accept);
      throw e;
    }
  }

  /** The result of a future. */
  <T> T await(VerticleConfig config, Future<T> result) {
    String name = "verticle " + config.name() + " (" + config.main() + "): ";
    try {
      return UserCode.await(result, timeout);
    } catch (TimeoutException e) {
      throw new DeployException(
          Code.TIMEOUT,
          name + "did not start within " + timeout.toMillis() + " ms (startup.timeout)");
    } catch (LoadException e) {
      throw new DeployException(Code.FAILED, name + e.getMessage(), e.problems());
    } catch (DeployException e) {
      throw e;
    } catch (InterruptedException e) {
      throw new DeployException(Code.GIVEN_UP, name + "was given up");
    } catch (Exception e) {
      throw notStarted(name, e, Problems.of(e, config.main()));
    }
  }

  /** What has a place says what is wrong there. */
  private static DeployException notStarted(
      String name, Exception failure, List<Problem> problems) {
    String reason = problems.isEmpty() ? ": " + StartException.reason(failure) : "";
    return new DeployException(Code.FAILED, name + "did not start" + reason, problems);
  }
}
