package busway.deploy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one {@code .java} file in memory, against the gateway's class path. Its verticle is the
 * public class, or else the first in the file that is one.
 */
public final class JavaSourceLoader implements Loader {

  private final ClassLoader parent;
  private final String classPath;
  private final Supplier<@Nullable JavaCompiler> compilers;

  /**
   * Compiles with the JDK's compiler.
   *
   * @param parent what sources may use
   * @param user where that is, beyond the gateway's own class path
   */
  public JavaSourceLoader(ClassLoader parent, List<Path> user) {
    this(parent, user, ToolProvider::getSystemJavaCompiler);
  }

  JavaSourceLoader(
      ClassLoader parent, List<Path> user, Supplier<@Nullable JavaCompiler> compilers) {
    this.parent = parent;
    this.compilers = compilers;
    List<String> entries = new ArrayList<>(List.of(System.getProperty("java.class.path")));
    UserClasses.jarsAndFolders(user).forEach(path -> entries.add(path.toString()));
    this.classPath = String.join(File.pathSeparator, entries);
  }

  @Override
  public boolean loads(String main) {
    return main.endsWith(".java");
  }

  @Override
  public Version load(VerticleConfig config) {
    Path file = Path.of(config.main()).toAbsolutePath().normalize();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new LoadException("no such file (expected: a Java source that can be read)");
    }
    JavaCompiler compiler = compilers.get();
    if (compiler == null) {
      throw new LoadException(
          "cannot be compiled, for this Java has no compiler (expected: a JDK, not a JRE; or a jar)");
    }
    SourceClasses classes = new JavaSource(file).compile(compiler, classPath, parent);
    return new SourceVersion(file, classes, UserVerticle.hidden(classes.verticle()));
  }
}
