package org.translationjobs.testkit.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A port of which one method does something else. */
public final class Changed {
  private Changed() {}

  /** The original method. */
  @FunctionalInterface
  public interface Original {
    @Nullable
    Object call(Object... arguments) throws Throwable;
  }

  /** What is done instead. */
  @FunctionalInterface
  public interface Instead {
    @Nullable
    Object call(Object[] arguments, Original original) throws Throwable;
  }

  /** A proxy: what is asked of this method goes through the hook, all else to the original. */
  public static <P> P method(Class<P> port, P original, String name, Instead instead) {
    return port.cast(
        Proxy.newProxyInstance(
            Changed.class.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
              var arguments = given == null ? new Object[0] : given;
              Original call = with -> {
                try {
                  return method.invoke(original, with);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              };
              return method.getName().equals(name)
                  ? instead.call(arguments, call)
                  : call.call(arguments);
            }));
  }
}
