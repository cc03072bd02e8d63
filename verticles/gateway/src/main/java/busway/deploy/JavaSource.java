package busway.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.jspecify.annotations.Nullable;

/** A Java source, and its compilation to bytes in memory. */
final class JavaSource extends SimpleJavaFileObject {

  private final Path file;
  private @Nullable String text;

  JavaSource(Path file) {
    super(file.toUri(), Kind.SOURCE);
    this.file = file;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
    if (text == null) {
      text = Files.readString(file);
    }
    return text;
  }

  /** A public class need not be called as its file is. */
  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    return kind == Kind.SOURCE;
  }

  /** Compiles it. Warnings are nobody's business here. */
  SourceClasses compile(JavaCompiler compiler, String classPath, ClassLoader parent) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-classpath", classPath, "-parameters", "-g", "-proc:none", "-nowarn", "-Xlint:none");
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(found, Locale.ROOT, UTF_8);
        Outputs outputs = new Outputs(files)) {
      boolean compiled =
          compiler.getTask(null, outputs, found, options, null, List.of(this)).call();
      if (!compiled) {
        throw refused(found.getDiagnostics());
      }
      return new SourceClasses(outputs.code(), parent);
    } catch (IOException e) {
      throw new LoadException("cannot be compiled: " + StartException.reason(e));
    }
  }

  private LoadException refused(List<Diagnostic<? extends JavaFileObject>> found) {
    List<Problem> problems =
        found.stream()
            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
            .map(this::problem)
            .toList();
    return new LoadException("does not compile", problems);
  }

  private Problem problem(Diagnostic<? extends JavaFileObject> diagnostic) {
    String message =
        String.join(", ", diagnostic.getMessage(Locale.ROOT).strip().split("\\s*\n\\s*"));
    return new Problem(file, known(diagnostic.getLineNumber()), column(diagnostic), message);
  }

  /** In characters, as editors count; the compiler takes a tab for as many as eight. */
  private int column(Diagnostic<? extends JavaFileObject> diagnostic) {
    int position = known(diagnostic.getPosition());
    return text == null || diagnostic.getPosition() < 0
        ? known(diagnostic.getColumnNumber())
        : position - text.lastIndexOf('\n', position - 1);
  }

  private static int known(long position) {
    return (int) Math.max(0, position);
  }

  /** Classes as the compiler writes them, in its order. */
  private static final class Outputs extends ForwardingJavaFileManager<StandardJavaFileManager> {

    private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

    Outputs(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        @Nullable FileObject sibling) {
      URI uri = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(className, bytes);
          return bytes;
        }
      };
    }

    Map<String, byte[]> code() {
      Map<String, byte[]> code = new LinkedHashMap<>();
      written.forEach((name, bytes) -> code.put(name, bytes.toByteArray()));
      return code;
    }
  }
}
