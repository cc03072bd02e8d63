package busway.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Sources and jars, written as users would. */
final class Code {

  private Code() {}

  /** A verticle that answers an address with the value of an expression. */
  static String answering(String type, String address, String expression) {
    return """
        import io.vertx.core.Future;
        import io.vertx.core.VerticleBase;
        public class %s extends VerticleBase {
          @Override public Future<?> start() {
            return vertx.eventBus().consumer("%s", message -> message.reply(%s)).completion();
          }
        }
        """
        .formatted(type, address, expression);
  }

  /** Writes a source. */
  static Path source(Path file, String text) throws IOException {
    return Files.writeString(file, text);
  }

  /**
   * Compiles classes of the default package into a jar.
   *
   * @param manifest its attributes
   * @param sources by simple name
   * @param classpath what they use beyond the gateway's
   */
  static Path jar(
      Path jar, Map<String, String> manifest, Map<String, String> sources, Path... classpath)
      throws IOException {
    Path work = Files.createTempDirectory(jar.getParent(), "work");
    compile(work, sources, classpath);
    Files.createDirectories(jar.getParent());
    Manifest head = new Manifest();
    head.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach((name, value) -> head.getMainAttributes().putValue(name, value));
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, head);
        Stream<Path> all = Files.list(work)) {
      for (Path entry : all.filter(path -> !path.toString().endsWith(".java")).toList()) {
        out.putNextEntry(new JarEntry(entry.getFileName().toString()));
        out.write(Files.readAllBytes(entry));
      }
      out.putNextEntry(new JarEntry("text.txt"));
      out.write(manifest.getOrDefault("Text", "").getBytes(UTF_8));
    }
    return jar;
  }

  private static void compile(Path work, Map<String, String> sources, Path... classpath)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", work + ""));
    arguments.add("-classpath");
    StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
    for (Path entry : classpath) {
      path.append(':').append(entry);
    }
    arguments.add(path.toString());
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = work.resolve(source.getKey() + ".java");
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new AssertionError("does not compile");
    }
  }
}
