package busway.admin;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the admin server is once it listens.
 *
 * @param tokenFile where its token is; null if that comes from the config, or could not be written
 */
public record AdminEndpoint(int port, @Nullable Path tokenFile) {}
