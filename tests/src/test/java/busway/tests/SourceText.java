package busway.tests;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;

/** Sources of verticles that answer at an address with one word, and jars of them. */
final class SourceText {

  private SourceText() {}

  /** A source. */
  static String of(String address, String word) {
    return """
        import io.vertx.core.Future;
        import io.vertx.core.VerticleBase;

        public class Answer extends VerticleBase {
          @Override
          public Future<?> start() {
            return vertx.eventBus().consumer("%s", m -> m.reply("%s")).completion();
          }
        }
        """
        .formatted(address, word);
  }

  /** Makes a jar that is called as its address. */
  static String jar(Path folder, String address, String word) throws IOException {
    return jar(folder, address, address, word);
  }

  /** Makes a jar of one class, and says where it is. */
  static String jar(Path folder, String name, String address, String word) throws IOException {
    Path work = Files.createDirectories(folder.resolve(name + "-classes"));
    Path source = Files.writeString(work.resolve("Answer.java"), of(address, word));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                work.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                source.toString());
    if (code != 0) {
      throw new AssertionError("does not compile: " + source);
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Main-Verticle", "Answer");
    Path jar = folder.resolve(name + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      entries.putNextEntry(new JarEntry("Answer.class"));
      Files.copy(work.resolve("Answer.class"), entries);
    }
    return jar.toString();
  }
}
