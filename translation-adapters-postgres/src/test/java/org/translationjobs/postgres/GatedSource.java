package org.translationjobs.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Connections that ask a gate before each statement and each commit. Statements may be rewritten on
 * their way, to see whether a broken one is noticed.
 */
final class GatedSource {
  private final DataSource source;
  private final Gate gate;
  private final UnaryOperator<String> rewrite;

  private GatedSource(DataSource source, Gate gate, UnaryOperator<String> rewrite) {
    this.source = source;
    this.gate = gate;
    this.rewrite = rewrite;
  }

  static DataSource of(DataSource source, Gate gate, UnaryOperator<String> rewrite) {
    return new GatedSource(source, gate, rewrite).proxied();
  }

  private DataSource proxied() {
    return proxy(DataSource.class, (method, arguments) -> {
      var answer = call(source, method, arguments);
      return answer instanceof Connection connection ? connection(connection) : answer;
    });
  }

  private Connection connection(Connection connection) {
    return proxy(Connection.class, (method, arguments) -> {
      if (method.getName().equals("prepareStatement")) {
        arguments[0] = rewrite.apply((String) arguments[0]);
        return statement((PreparedStatement) call(connection, method, arguments),
            (String) arguments[0]);
      }
      if (method.getName().equals("commit")) {
        gate.pass("commit");
      }
      return call(connection, method, arguments);
    });
  }

  private PreparedStatement statement(PreparedStatement statement, String sql) {
    return proxy(PreparedStatement.class, (method, arguments) -> {
      if (method.getName().startsWith("execute") && isWork(sql)) {
        gate.pass(sql);
      }
      return call(statement, method, arguments);
    });
  }

  /** Limits alone are none. */
  private static boolean isWork(String sql) {
    return !sql.contains("set_config") || sql.contains(";");
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            GatedSource.class.getClassLoader(), new Class<?>[] {type},
            (self, method, arguments) -> handler.handle(method, arguments)));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  @FunctionalInterface
  private interface Handler {
    Object handle(Method method, Object[] arguments) throws Throwable;
  }
}
