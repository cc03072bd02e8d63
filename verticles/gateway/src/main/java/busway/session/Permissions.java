package busway.session;

/** Which addresses clients may reach, compiled once. Immutable. */
public final class Permissions {

  /** Compiles the rules. */
  public static Permissions of(PermissionsConfig config) {
    return new Permissions();
  }
}
