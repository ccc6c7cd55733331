package org.translationjobs.core.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.translationjobs.core.work.Claims;

/** Claims of which it is known when each was called, and for how many. */
final class RecordedClaims {
  /**
   * @param at
   *          when it began
   */
  record Call(String name, Duration at, int size) {}

  final List<Call> calls = new ArrayList<>();
  private final LeapingTasks tasks;
  private final Claims claims;
  private final Deque<Failure> failures = new ArrayDeque<>();
  private Duration lasting = Duration.ZERO;

  private record Failure(String name, Throwable with) {}

  RecordedClaims(LeapingTasks tasks, Claims claims) {
    this.tasks = tasks;
    this.claims = claims;
  }

  /** How long a call takes. */
  void take(Duration time) {
    lasting = time;
  }

  /** The next call of this name has no effect and fails; after those that were to fail before. */
  void failOnce(String name, Throwable with) {
    failures.add(new Failure(name, with));
  }

  Claims port() {
    return (Claims) Proxy.newProxyInstance(
        RecordedClaims.class.getClassLoader(), new Class<?>[] {Claims.class},
        (proxy, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    calls.add(
        new Call(
            method.getName(), tasks.now(),
            arguments[0] instanceof Collection<?> all ? all.size() : 1));
    if (lasting.isPositive()) { // or it would be what something waits for
      tasks.sleep(lasting);
    }
    var next = failures.peek();
    if (next != null && next.name().equals(method.getName())) {
      failures.remove();
      throw next.with();
    }
    try {
      return method.invoke(claims, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
