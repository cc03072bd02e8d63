package busway.admin;

import busway.config.Check;

/**
 * Which lines of a deployment are asked for.
 *
 * @param lines how many of the old ones
 * @param follow whether those to come as well
 */
public record LogQuery(int lines, boolean follow) {

  public static final LogQuery DEFAULTS = new LogQuery(100, false);

  public LogQuery {
    Check.between("lines", lines, 0, 100_000);
  }
}
