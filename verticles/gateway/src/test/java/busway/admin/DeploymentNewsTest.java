package busway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.DeploymentState;
import busway.deploy.DeploymentStatus;
import busway.deploy.Problem;
import busway.deploy.Threading;
import busway.logs.LogBook;
import busway.logs.LogLine;
import busway.logs.LogsBounds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeploymentNewsTest {

  private final LogBook book = new LogBook(new LogsBounds(1, 10, 10_000), name -> true);

  @Test
  void tellsWhyOneHasFailedAndWhereAsFarAsThatIsKnown() {
    new DeploymentNews(book)
        .changed(
            failed(
                new Problem(Path.of("/app/A.java"), 3, 7, "';' expected"),
                new Problem(Path.of("/app/A.java"), 4, 0, "no database"),
                new Problem(Path.of("/app/b.js"), 0, 0, "is no script")));

    assertThat(book.last("a", 10))
        .extracting(LogLine::text)
        .containsExactly(
            "failed: version 0, 0 instances: does not compile",
            "/app/A.java:3:7: ';' expected",
            "/app/A.java:4: no database",
            "/app/b.js: is no script");
  }

  @Test
  void tellsOnceThatOneIsUndeployed() {
    new DeploymentNews(book).gone(failed());

    assertThat(book.last("a", 10)).extracting(LogLine::text).containsExactly("undeployed");
  }

  private static DeploymentStatus failed(Problem... problems) {
    return new DeploymentStatus(
        "a",
        "/app/A.java",
        Threading.EVENT_LOOP,
        DeploymentState.FAILED,
        "does not compile",
        List.of(problems),
        0,
        0,
        List.of(),
        Instant.EPOCH,
        0,
        0,
        0,
        0,
        List.of());
  }
}
