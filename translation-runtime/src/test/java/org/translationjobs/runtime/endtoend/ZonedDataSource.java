package org.translationjobs.runtime.endtoend;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Gives every session a time zone, whatever the JVM's is. */
record ZonedDataSource(DataSource inner, String zone) implements DataSource {
  @Override
  public Connection getConnection() throws SQLException {
    return zoned(inner.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return zoned(inner.getConnection(user, password));
  }

  private Connection zoned(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SET TIME ZONE '" + zone + "'");
    }
    return connection;
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return inner.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws SQLException {
    inner.setLogWriter(writer);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    inner.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return inner.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return inner.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return inner.isWrapperFor(type);
  }
}
