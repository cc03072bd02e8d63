package busway.logs;

/**
 * How much is kept of what deployments say.
 *
 * @param maxNames deployments, those included that are no more
 * @param maxLines lines of one deployment
 * @param maxBytes memory for the lines of one deployment
 */
public record LogsBounds(int maxNames, int maxLines, int maxBytes) {}
