package org.translationjobs.worker;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT. The JVM's own answer to them, shutdown hooks, cannot tell a second signal from
 * the first. {@code sun.misc.Signal} can; it is called by reflection because javac warns of it
 * without an off switch.
 */
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
  private static final Map<String, Integer> NUMBERS = Map.of("TERM", 15, "INT", 2);

  private Signals() {}

  static void listen(IntConsumer onSignal) {
    NUMBERS.forEach((name, number) -> listen(name, () -> onSignal.accept(number)));
  }

  private static void listen(String name, Runnable onSignal) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler answer = (proxy, method, arguments) -> switch (method.getName()) {
        case "handle" -> {
          onSignal.run();
          yield null;
        }
        case "hashCode" -> System.identityHashCode(proxy);
        case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
        default -> name;
      };
      signal.getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              Proxy.newProxyInstance(
                  Signals.class.getClassLoader(), new Class<?>[] {handler}, answer));
    } catch (ReflectiveOperationException e) {
      LOG.warn("SIG{} cannot be listened to: it will end the program without an orderly stop",
          name);
    }
  }
}
