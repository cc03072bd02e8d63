package busway.logs;

import busway.loops.NamedVerticle;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.deployment.DeploymentContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Brings to a {@link LogBook} what is logged while the code of a verticle runs, what Vert.x says of
 * exceptions that no handler of it caught, and what loggers log that are called {@code
 * verticle.NAME}.
 */
public final class VerticleAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements AutoCloseable {

  /** What a logger is called that is a deployment's own, before its name. */
  private static final String PREFIX = "verticle.";

  private final LogBook book;

  private VerticleAppender(LogBook book) {
    this.book = book;
  }

  /**
   * Adds one to the root logger, whatever the user's logback.xml says; closing it takes it away.
   * Where logging is not logback's, nothing is brought.
   */
  public static VerticleAppender install(LogBook book) {
    VerticleAppender appender = new VerticleAppender(book);
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      appender.setContext(context);
      appender.setName("busway-verticles-" + System.identityHashCode(book));
      appender.start();
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }
    return appender;
  }

  @Override
  protected void append(ILoggingEvent event) {
    String deployment = deployment(event.getLoggerName());
    if (deployment != null) {
      Level level = Level.valueOf(event.getLevel().toString());
      book.add(deployment, new LogLine(event.getInstant(), level, text(event)));
    }
  }

  private static @Nullable String deployment(String logger) {
    if (logger.startsWith(PREFIX)) {
      return logger.substring(PREFIX.length());
    }
    ContextInternal context = ContextInternal.current();
    return context == null ? null : name(context.deployment());
  }

  private static @Nullable String name(@Nullable DeploymentContext deployment) {
    NamedVerticle named = deployment == null ? null : NamedVerticle.of(deployment);
    return named == null || named.name().equals(NamedVerticle.OWN) ? null : named.name();
  }

  private static String text(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    return event.getThrowableProxy() == null
        ? message
        : message + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()).stripTrailing();
  }

  @Override
  public void close() {
    stop();
    if (getContext() instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
    }
  }
}
