package busway.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A change of files that a deployment is redeployed for.
 *
 * @param files those whose contents differ; none if a failed one is tried again as it is
 * @param noticedNs when the last of it was noticed
 */
record Change(List<Path> files, long noticedNs) {

  /** How long before {@code nowNs} it was noticed. */
  long ageMs(long nowNs) {
    return TimeUnit.NANOSECONDS.toMillis(nowNs - noticedNs);
  }
}
