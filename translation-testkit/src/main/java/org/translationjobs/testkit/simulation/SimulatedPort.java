package org.translationjobs.testkit.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.promotion.PromotionTransaction;

/** A port as one worker sees it: each call is a step, may go wrong, and is looked at. */
final class SimulatedPort implements InvocationHandler {
  /** Looks at each call between its effect and the next step. */
  interface Witness {
    void before(String worker, String port, String method);

    void after(
        String worker,
        String port,
        String method,
        Object[] arguments,
        @Nullable Object result);
  }

  private static final Object[] NONE = {};

  private final Scheduler scheduler;
  private final Crew crew;
  private final Object target;
  private final String port;
  private final Faults faults;
  private final Witness witness;
  private final Trace trace;

  private SimulatedPort(
      Scheduler scheduler,
      Crew crew,
      Object target,
      String port,
      Faults faults,
      Witness witness,
      Trace trace) {
    this.scheduler = scheduler;
    this.crew = crew;
    this.target = target;
    this.port = port;
    this.faults = faults;
    this.witness = witness;
    this.trace = trace;
  }

  static <T> T of(
      Class<T> type,
      T target,
      Scheduler scheduler,
      Crew crew,
      Faults faults,
      Witness witness,
      Trace trace) {
    var handler = new SimulatedPort(
        scheduler, crew, target, type.getSimpleName(), faults, witness, trace);
    return type.cast(
        Proxy.newProxyInstance(
            SimulatedPort.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    var given = arguments == null ? NONE : arguments;
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(target, given);
    }
    scheduler.step();
    var name = method.getName();
    var fault = name.equals("close")
        ? new Fault.None()
        : faults.of(
            new Faults.PortCall(crew.name(), port, name, scheduler.steps()), scheduler.random());
    before(fault, name);
    var result = call(method, given);
    after(fault, name, result);
    scheduler.step();
    return result;
  }

  private @Nullable Object call(Method method, Object[] given) throws Throwable {
    var name = method.getName();
    witness.before(crew.name(), port, name);
    try {
      var result = method.invoke(target, given);
      trace.add(
          scheduler, scheduler.current(), "calls",
          new Trace.Call(port, name, copies(given), copy(result)));
      look(name, given, result);
      return result instanceof PromotionTransaction transaction
          ? of(PromotionTransaction.class, transaction, scheduler, crew, faults, witness, trace)
          : result;
    } catch (InvocationTargetException e) {
      trace.add(
          scheduler, scheduler.current(), "calls",
          new Trace.Call(port, name, copies(given), e.getCause()));
      throw e.getCause();
    }
  }

  private void look(String name, Object[] given, @Nullable Object result) {
    try {
      witness.after(crew.name(), port, name, given, result);
    } catch (SimulationFailure e) {
      // Loops of the core catch every error; this one must end the simulation.
      scheduler.finish(e);
      throw new SimulationOver();
    }
  }

  private void before(Fault fault, String method) {
    if (fault instanceof Fault.None) {
      return;
    }
    trace.add(scheduler, scheduler.current(), "suffers", fault);
    switch (fault) {
      case Fault.UnavailableBefore unavailable -> throw unavailable(method);
      case Fault.KilledBefore killed -> scheduler.kill(crew);
      case Fault.PausedBefore(var time) -> {
        scheduler.pause(crew, time);
        scheduler.step();
      }
      case Fault.ClockLeap(var time) -> crew.ahead = crew.ahead.plus(time);
      case Fault.Slow(var before, var after) -> wait(before);
      case Fault.None none -> {
      }
      case Fault.UnavailableAfter later -> {
      }
      case Fault.KilledAfter later -> {
      }
    }
  }

  private void after(Fault fault, String method, @Nullable Object result) {
    switch (fault) {
      case Fault.UnavailableAfter unavailable -> {
        if (result instanceof PromotionTransaction lost) {
          lost.close();
        }
        throw unavailable(method);
      }
      case Fault.KilledAfter killed -> scheduler.kill(crew);
      case Fault.Slow(var before, var after) -> wait(after);
      case Fault.None none -> {
      }
      case Fault.UnavailableBefore done -> {
      }
      case Fault.KilledBefore done -> {
      }
      case Fault.PausedBefore done -> {
      }
      case Fault.ClockLeap done -> {
      }
    }
  }

  /** A slow call is not shortened by an interrupt: it stays pending. */
  private void wait(Duration time) {
    scheduler.delay(time.toNanos());
  }

  private UnavailableException unavailable(String method) {
    return new UnavailableException(
        port, port + "." + method + " was made unavailable by the simulation", null);
  }

  private static List<@Nullable Object> copies(Object[] given) {
    var copies = new ArrayList<@Nullable Object>();
    for (var one : given) {
      copies.add(copy(one));
    }
    return copies;
  }

  /** Collections may change later; the story must not. */
  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof List<?> || !(value instanceof Collection<?> many)) {
      return value instanceof List<?> list ? new ArrayList<>(list) : value;
    }
    return many instanceof java.util.Set<?> set
        ? new java.util.LinkedHashSet<>(set)
        : new ArrayList<>(many);
  }
}
