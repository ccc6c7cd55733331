package org.translationjobs.cli.command;

import org.jspecify.annotations.Nullable;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is held or released: exactly one of the three. */
final class HoldTarget {
  @Parameters(
      paramLabel = "JOB",
      arity = "1",
      description = "A job's id, or at least the first six characters.")
  @Nullable
  String job;

  @Option(names = "--fleet", required = true, description = "Every worker, every job.")
  boolean fleet;

  @Option(names = "--engine", required = true, paramLabel = "NAME", description = "An engine.")
  @Nullable
  String engine;

  HoldScope scope(JobFinder jobs) {
    var name = engine;
    var id = job;
    if (name != null) {
      return new HoldScope.Engine(name.strip());
    }
    return id == null ? new HoldScope.Fleet() : new HoldScope.Job(jobs.find(id).id());
  }

  static String words(HoldScope scope) {
    return switch (scope) {
      case HoldScope.Fleet() -> "the whole fleet";
      case HoldScope.Engine(var name) -> "engine " + name;
      case HoldScope.Job(var id) -> "job " + id;
    };
  }

  /** The same on a command line. */
  static String argument(HoldScope scope) {
    return switch (scope) {
      case HoldScope.Fleet() -> "--fleet";
      case HoldScope.Engine(var name) -> "--engine " + name;
      case HoldScope.Job(var id) -> id.toString();
    };
  }

  /** The command that ends a hold for good: a budget that stays spent would hold again. */
  static String release(Hold hold) {
    if (hold.kind() == Hold.Kind.BUDGET && hold.scope() instanceof HoldScope.Job(var job)) {
      return "translation-cli budget " + job + " --amount …";
    }
    return "translation-cli release " + argument(hold.scope())
        + (hold.kind() == Hold.Kind.PAUSE ? "" : " --kind " + hold.kind());
  }
}
