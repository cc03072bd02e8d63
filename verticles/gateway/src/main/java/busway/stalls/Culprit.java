package busway.stalls;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of whoever holds up a loop, {@code Class.method}: the topmost frame of the stack that is
 * the user's. Where there is none, the topmost of the gateway, of Vert.x, of Netty or of the JDK,
 * in this order; the loops' instruments count as little as the JDK.
 */
final class Culprit {

  /** When no stack was taken. */
  static final String UNKNOWN = "unknown";

  /** When it was nobody's doing. */
  static final String NONE = "none";

  /** When no code of the program asked to wait and the thread waited: the JVM's own doing. */
  static final String JVM = "(jvm)";

  private static final List<String> JDK =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "netscape.", "org.xml.", "org.w3c.");

  private static final List<String> NETTY = List.of("io.netty.");
  private static final List<String> VERTX = List.of("io.vertx.");

  /** Of the gateway; a user's package may be below {@code busway} too. */
  private static final Pattern GATEWAY =
      Pattern.compile(
          "busway\\.((admin|bus|channel|command|config|deploy|frame|handover|init|logs|metrics|process"
              + "|session|stalls|tcp|tracing|vertx|watch|websocket|worker)\\.)?\\p{Upper}.*");

  /** The instruments of the loops, which stand in every stack. */
  private static final Pattern INSTRUMENTS = Pattern.compile("busway\\.loops\\.\\p{Upper}.*");

  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");
  private static final Pattern ANONYMOUS = Pattern.compile("(\\$\\$|\\$\\d|/).*");

  private static final int USER = 0;
  private static final int LAST = 4;

  private Culprit() {}

  /** Whether it is a method. */
  static boolean named(String culprit) {
    return !culprit.equals(NONE) && !culprit.equals(UNKNOWN) && !culprit.equals(JVM);
  }

  /** The name; {@link #UNKNOWN} if the stack is empty. */
  static String of(List<StackTraceElement> stack) {
    int best = LAST + 1;
    String culprit = UNKNOWN;
    for (StackTraceElement frame : stack) {
      int rank = rank(frame.getClassName());
      if (rank < best) {
        best = rank;
        culprit = name(frame);
      }
      if (rank == USER) {
        break;
      }
    }
    return culprit;
  }

  private static int rank(String className) {
    if (begins(className, JDK)
        || ScriptFrames.isInterpreter(className)
        || INSTRUMENTS.matcher(className).matches()) {
      return LAST;
    }
    if (begins(className, NETTY)) {
      return 3;
    }
    if (begins(className, VERTX)) {
      return 2;
    }
    return GATEWAY.matcher(className).matches() ? 1 : USER;
  }

  private static boolean begins(String name, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** A lambda is called by the method that has it, an anonymous class by the one around it. */
  private static String name(StackTraceElement frame) {
    String type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
    String named = ANONYMOUS.matcher(type).replaceFirst("").replace('$', '.');
    var lambda = LAMBDA.matcher(frame.getMethodName());
    return named + "." + (lambda.matches() ? lambda.group(1) : frame.getMethodName());
  }
}
