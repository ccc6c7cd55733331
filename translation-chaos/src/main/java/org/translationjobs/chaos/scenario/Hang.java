package org.translationjobs.chaos.scenario;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.WorkerProcess;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.ProgramProcess;

/** One loop of a worker stands still, held by a debugger; all else in its process goes on. */
public final class Hang implements Scenario {
  private static final List<String> LOOPS = List.of(
      "heartbeat", "report", "settle", "claim", "receive", "subscribe", "look", "sweep", "recover",
      "clean");
  private static final Duration LIMIT = Duration.ofSeconds(31);

  @Override
  public String name() {
    return "hang";
  }

  @Override
  public String promise() {
    return "/health/live says no within 30 s when a loop hangs, and not before";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("WORKER_CONCURRENCY", "4");
  }

  @Override
  public Result play(Scene scene) {
    var site = scene.site();
    scene.servers().engine().takes(Duration.ofSeconds(1), Duration.ofSeconds(2));
    scene.fleet().ensure(1);
    var port = ProgramProcess.freePort();
    scene.fleet()
        .jvmOptions(
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port);
    var worker = scene.fleet().start();
    scene.fleet().awaitStarted();
    var jobs = List.of(site.announceNew(20), site.announceNew(20));
    var debugger = attach(port);
    var result = Result.of(site.audit().of(List.of()), 0);
    try {
      for (var loop : LOOPS) {
        result = hang(scene, worker, debugger, loop, result);
      }
    } finally {
      debugger.dispose();
    }
    Kill.awaitEnd(scene, jobs);
    return new Result(
        site.audit().of(jobs), scene.servers().engine().repeated(), result.recovery(),
        result.broken(), result.notes());
  }

  private static Result hang(
      Scene scene, WorkerProcess worker, VirtualMachine debugger, String loop, Result before) {
    Eventually.until("it lives", () -> worker.probe("/health/live").status() == 200);
    var threads = debugger.allThreads().stream().filter(t -> t.name().equals(loop)).toList();
    if (threads.isEmpty()) {
      return before.promise(false, "no thread is called %s".formatted(loop));
    }
    var began = System.nanoTime();
    threads.getFirst().suspend();
    try {
      Eventually.until("it hangs", LIMIT.multipliedBy(2), () -> {
        Thread.sleep(100);
        return worker.probe("/health/live").status() == 503;
      });
    } catch (AssertionError e) {
      return before.promise(false, "%s hung for %d s unnoticed".formatted(loop, LIMIT.toSeconds()
          * 2));
    } finally {
      threads.getFirst().resume();
    }
    var took = Duration.ofNanos(System.nanoTime() - began);
    scene.say(loop + " hangs: noticed after " + took.toMillis() + " ms");
    return before
        .note("%s held: /health/live says no after %.1f s".formatted(loop, took.toMillis()
            / 1_000.0))
        .promise(
            took.compareTo(LIMIT) <= 0, "%s hung for %d s before it was noticed".formatted(loop,
                took.toSeconds()));
  }

  private static VirtualMachine attach(int port) {
    try {
      var connector = Bootstrap.virtualMachineManager()
          .attachingConnectors()
          .stream()
          .filter(c -> c.name().equals("com.sun.jdi.SocketAttach"))
          .findFirst()
          .orElseThrow();
      var arguments = connector.defaultArguments();
      Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
      Objects.requireNonNull(arguments.get("port")).setValue("" + port);
      return connector.attach(arguments);
    } catch (IOException | IllegalConnectorArgumentsException e) {
      throw new IllegalStateException(e);
    }
  }
}
