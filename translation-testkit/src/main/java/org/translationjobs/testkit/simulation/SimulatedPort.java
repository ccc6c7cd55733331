package org.translationjobs.testkit.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.announcement.Announcements.Announcement;
import org.translationjobs.core.promotion.PromotionTransaction;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.simulation.rules.Step;

/** A port as one worker sees it: each call is a step, may go wrong, and is looked at. */
final class SimulatedPort implements InvocationHandler {
  private static final Object[] NONE = {};

  private final Simulation simulation;
  private final Scheduler scheduler;
  private final Crew crew;
  private final Object target;
  private final String port;
  private final Outages.Needs needs;

  private SimulatedPort(Simulation simulation, Crew crew, Object target, String port) {
    this.simulation = simulation;
    this.scheduler = simulation.scheduler();
    this.crew = crew;
    this.target = target;
    this.port = port;
    this.needs = Outages.Needs.of(port);
  }

  static <T> T of(Class<T> type, T target, Simulation simulation, Crew crew) {
    var handler = new SimulatedPort(simulation, crew, target, type.getSimpleName());
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
        : simulation.troubles()
            .faultOf(
                crew, new Faults.PortCall(crew.name(), port, name, scheduler.steps()));
    before(fault, name);
    if (!simulation.troubles().breaksUnderWay(needs, crew)) {
      checkReachable(name, "before");
    }
    var result = call(method, given);
    after(fault, name, given, result);
    scheduler.step();
    if (simulation.troubles().isAway(needs, crew)) {
      lose(given, result);
      checkReachable(name, "after");
    }
    return result;
  }

  private void checkReachable(String method, String when) {
    if (!method.equals("close") && simulation.troubles().isAway(needs, crew)) {
      simulation.saw("fault: " + needs.name().toLowerCase(Locale.ROOT) + " away " + when
          + " the effect of a call");
      throw unavailable(method);
    }
  }

  private @Nullable Object call(Method method, Object[] given) throws Throwable {
    var name = method.getName();
    look(() -> simulation.invariants().before(port, name));
    try {
      var result = method.invoke(target, given);
      simulation.tell("calls", new Trace.Call(port, name, copies(given), copy(result)));
      var time = Duration.ofNanos(scheduler.now()).plus(crew.ahead);
      look(
          () -> simulation.invariants()
              .after(
                  new Step.Call(
                      crew.name(), port, target, name, Arrays.asList(given), result, time)));
      return stepwise(result);
    } catch (InvocationTargetException e) {
      simulation.tell("calls", new Trace.Call(port, name, copies(given), e.getCause()));
      throw expected(Objects.requireNonNull(e.getCause()), name);
    }
  }

  /** What a port hands out is asked step by step, too. */
  private @Nullable Object stepwise(@Nullable Object result) {
    return switch (result) {
      case PromotionTransaction transaction ->
          of(PromotionTransaction.class, transaction, simulation, crew);
      case Staging.Reading reading -> of(Staging.Reading.class, reading, simulation, crew);
      case null, default -> result;
    };
  }

  /** What an adapter may throw; anything else is a mistake in it, which no loop may hide. */
  private Throwable expected(Throwable thrown, String method) {
    if (!(thrown instanceof TranslationJobsException)
        && !(thrown instanceof InterruptedException)
        && !(thrown instanceof SimulationOver)) {
      scheduler.finish(
          new SimulationFailure(port + "." + method + " threw " + thrown, thrown));
      return new SimulationOver();
    }
    return thrown;
  }

  private void look(Runnable rules) {
    try {
      rules.run();
    } catch (RuntimeException | Error e) {
      // Loops of the core catch every error; this one must end the simulation.
      scheduler.finish(e);
      throw new SimulationOver();
    }
  }

  private void before(Fault fault, String method) {
    if (fault instanceof Fault.None) {
      return;
    }
    simulation.tell("suffers", fault);
    simulation.saw("fault: " + fault.getClass().getSimpleName());
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

  private void after(Fault fault, String method, Object[] given, @Nullable Object result) {
    switch (fault) {
      case Fault.UnavailableAfter unavailable -> {
        lose(given, result);
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

  /** The worker never learns of a result; what hangs on it is rolled back, or handed out again. */
  private void lose(Object[] given, @Nullable Object result) {
    if (result instanceof PromotionTransaction transaction) {
      transaction.close();
    } else if (result instanceof Optional<?> some
        && some.orElse(null) instanceof Announcement announcement) {
      simulation.announcements().unseen((WorkerId) given[0], announcement);
    }
  }

  /** A slow call is not shortened by an interrupt: it stays pending. */
  private void wait(Duration time) {
    crew.slow++;
    scheduler.delay(time.toNanos());
    crew.slow--;
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
