package busway.examples;

import busway.worker.Task;
import busway.worker.TaskException;
import busway.worker.TaskRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * Digests a file of one directory: {@code {"file": "busway.yaml"}} gets {@code {"file":
 * "busway.yaml", "algorithm": "SHA-256", "hex": "9f86d0..", "bytes": 5120}}; {@code "algorithm":
 * "SHA-512"} asks for another. The file is read in pieces, so its size costs time and no memory.
 *
 * <p>Blocking work of this kind belongs in a task: it keeps a thread of its pool busy and no event
 * loop. Reading a {@link FileChannel} ends by itself when the request's deadline interrupts it.
 *
 * <p>Config: {@code directory}, required, a relative one is below the gateway's home; {@code
 * max-bytes}, default 1 GiB, beyond which a file is refused.
 */
public final class FileDigestTask implements Task {

  private static final Set<String> ALGORITHMS =
      new TreeSet<>(Set.of("SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-512"));
  private static final int PIECE_BYTES = 64 * 1024;

  private final SafeDirectory directory;
  private final long maxBytes;

  /** Made once, when the gateway starts; what it throws stops the start. */
  public FileDigestTask(JsonObject config) throws IOException {
    if (!(config.getValue("directory") instanceof String path)) {
      throw new IllegalArgumentException("directory: missing (expected: a path)");
    }
    directory = new SafeDirectory(Path.of(System.getProperty("busway.home", "")).resolve(path));
    maxBytes = config.getLong("max-bytes", 1L << 30);
  }

  @Override
  public JsonObject run(TaskRequest request) throws Exception {
    if (!(request.body() instanceof JsonObject body)
        || !(body.getValue("file") instanceof String name)) {
      throw new TaskException("expected: an object with a file, such as {\"file\": \"a.txt\"}");
    }
    String algorithm = algorithm(body);
    try (FileChannel file = directory.open(name)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      long bytes = read(file, digest, name);
      return new JsonObject()
          .put("file", name)
          .put("algorithm", algorithm)
          .put("hex", HexFormat.of().formatHex(digest.digest()))
          .put("bytes", bytes);
    }
  }

  private static String algorithm(JsonObject body) throws TaskException {
    Object algorithm = body.getValue("algorithm", "SHA-256");
    if (algorithm instanceof String name && ALGORITHMS.contains(name)) {
      return name;
    }
    throw new TaskException("algorithm: " + algorithm + " (expected: one of " + ALGORITHMS + ")");
  }

  private long read(FileChannel file, MessageDigest digest, String name)
      throws IOException, TaskException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    long bytes = 0;
    while (file.read(piece) >= 0) {
      bytes += piece.position();
      if (bytes > maxBytes) {
        throw new TaskException(
            413, "file: " + name + " (expected: at most " + maxBytes + " bytes)");
      }
      digest.update(piece.flip());
      piece.clear();
    }
    return bytes;
  }
}
