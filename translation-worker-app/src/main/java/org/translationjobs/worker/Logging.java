package org.translationjobs.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;
import org.translationjobs.runtime.configuration.LogConfiguration;

/** Sets Logback up: one stream, one format, and the libraries only where they have a problem. */
final class Logging {
  /** What these report is said by our own lines already. */
  private static final Map<String, Level> LIBRARIES = Map.of(
      "com.zaxxer.hikari", Level.ERROR,
      "io.lettuce", Level.OFF,
      "io.netty", Level.ERROR,
      "reactor", Level.ERROR,
      "org.flywaydb", Level.WARN,
      "org.jooq", Level.ERROR,
      "software.amazon.awssdk", Level.ERROR,
      "org.apache.hc", Level.ERROR);

  private Logging() {}

  static void setUp(LogConfiguration configuration, PrintStream out) {
    // pgjdbc logs by java.util.logging what it throws as well
    LogManager.getLogManager().reset();
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var encoder = new LineEncoder(configuration.format());
    encoder.setContext(context);
    encoder.start();
    var appender = new OutputStreamAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(new Uncloseable(out));
    appender.start();
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(Level.toLevel(configuration.level().name()));
    LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
  }

  /** A stream that is not ours to close. */
  private static final class Uncloseable extends FilterOutputStream {
    Uncloseable(PrintStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      out.flush();
    }

    @Override
    public void close() {}
  }
}
