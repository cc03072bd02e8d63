package busway.admin;

import busway.config.Secret;
import org.jspecify.annotations.Nullable;

/** What callers of the API have to show, in the header {@code Authorization}. */
record Token(Secret secret) {

  private static final String SCHEME = "bearer ";

  /** Whether this header shows it. */
  boolean admits(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && secret.is(authorization.substring(SCHEME.length()).strip());
  }
}
