package org.translationjobs.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signals of the operating system, through {@code sun.misc.Signal}: the JDK has nothing else that
 * tells a first Ctrl-C from a second one. By reflection, because javac's warning about that class
 * cannot be turned off.
 */
public final class SystemSignals implements Interrupts {
  /** Wrappers such as timeout(1) send what the process group got already. */
  private static final long SAME_KEYSTROKE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final Map<String, Integer> EXIT_CODES = Map.of("INT", 130, "TERM", 143, "HUP",
      129);

  @Override
  public Watch watch() {
    return new SignalWatch();
  }

  private static final class SignalWatch implements Watch {
    private final CountDownLatch came = new CountDownLatch(1);
    private final Map<String, @Nullable Object> before = new LinkedHashMap<>();
    private long cameAt;
    private volatile int exitCode = ExitCode.INTERRUPTED;
    private volatile Runnable beforeHalt = () -> {
    };

    SignalWatch() {
      EXIT_CODES.forEach((name, code) -> before.put(name, handle(name, handler(code))));
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
      return came.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int exitCode() {
      return exitCode;
    }

    @Override
    public void beforeHalt(Runnable action) {
      beforeHalt = action;
    }

    @Override
    public void close() {
      before.forEach((name, handler) -> {
        if (handler != null) {
          handle(name, handler);
        }
      });
    }

    private synchronized void signal(int code) {
      if (came.getCount() > 0) {
        exitCode = code;
        cameAt = System.nanoTime();
        came.countDown();
      } else if (System.nanoTime() - cameAt > SAME_KEYSTROKE_NANOS) {
        beforeHalt.run();
        Runtime.getRuntime().halt(code);
      }
    }

    private Object handler(int code) {
      InvocationHandler onSignal = (proxy, method, arguments) -> switch (method.getName()) {
        case "handle" -> {
          signal(code);
          yield null;
        }
        case "equals" -> isSame(proxy, arguments[0]);
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "signal handler of translation-cli";
      };
      var type = type("sun.misc.SignalHandler");
      return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, onSignal);
    }

    @SuppressWarnings("ReferenceEquality") // what equality means for this handler
    private static boolean isSame(Object proxy, Object other) {
      return proxy == other;
    }

    /** Null where the signal does not exist or cannot be handled: then it ends the process as usual. */
    private static @Nullable Object handle(String name, Object handler) {
      try {
        var signal = type("sun.misc.Signal");
        var known = signal.getConstructor(String.class).newInstance(name);
        return signal.getMethod("handle", signal, type("sun.misc.SignalHandler"))
            .invoke(null, known, handler);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        return null;
      }
    }

    private static Class<?> type(String name) {
      try {
        return Class.forName(name);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("the module jdk.unsupported is missing in this Java", e);
      }
    }
  }
}
