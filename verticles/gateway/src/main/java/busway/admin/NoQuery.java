package busway.admin;

/** Nothing may come behind the question mark. */
public record NoQuery() {}
