package org.translationjobs.testkit.simulation.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.testkit.memory.Rows;

/**
 * Jobs, subtasks, runs and work items go only the ways of docs/states.md, each by the calls it names; what is in
 * a status that is not ours is left alone. Every way that is gone is told, to be counted.
 */
final class KnownTransitions implements Rule {
  private static final Map<String, Set<String>> JOB = Map.ofEntries(
      Map.entry("PENDING to IN_PROGRESS", Set.of("activate")),
      Map.entry("PENDING to FAILED", Set.of("activate")),
      Map.entry("PENDING to CANCELLED", Set.of("cancel")),
      Map.entry("IN_PROGRESS to COMPLETED", Set.of("complete")),
      Map.entry("IN_PROGRESS to FAILED", Set.of("settle", "activate")),
      Map.entry("IN_PROGRESS to CANCELLED", Set.of("cancel")),
      Map.entry("COMPLETED to IN_PROGRESS", Set.of("activate")),
      Map.entry("COMPLETED to FAILED", Set.of("activate")),
      Map.entry("FAILED to IN_PROGRESS", Set.of("activate")),
      Map.entry("CANCELLED to IN_PROGRESS", Set.of("activate")),
      Map.entry("CANCELLED to FAILED", Set.of("activate")));

  private static final Map<String, Set<String>> RUN = Map.of(
      "nothing to ACTIVE", Set.of("activate"),
      "ACTIVE to PROMOTED", Set.of("complete"),
      "ACTIVE to FAILED", Set.of("settle", "activate"),
      "ACTIVE to ENDED", Set.of("settle", "activate", "cancel", "prune"));

  private static final Set<String> ENDS_RUNS =
      Set.of("settle", "activate", "cancel", "prune", "complete");

  private static final Map<String, Set<String>> SUBTASK = Map.ofEntries(
      Map.entry("PENDING to IN_PROGRESS", Set.of("claim", "claimAlone", "show")),
      Map.entry("PENDING to DONE", Set.of("finish", "provide")),
      Map.entry("PENDING to FAILED", Set.of("release")),
      Map.entry("FAILED to DONE", Set.of("provide")),
      Map.entry("IN_PROGRESS to DONE", Set.of("finish", "provide")),
      Map.entry("IN_PROGRESS to FAILED", Set.of("release", "rescue")),
      Map.entry(
          "IN_PROGRESS to PENDING",
          Set.of(
              "release", "rescue", "renew", "settle", "activate", "cancel", "prune", "complete")),
      Map.entry("DONE to PENDING", Set.of("activate", "report")),
      Map.entry("DONE to FAILED", Set.of("report")),
      Map.entry("FAILED to PENDING", Set.of("activate")));

  private static final Map<String, Set<String>> ITEM = Map.ofEntries(
      Map.entry("nothing to READY", Set.of("activate", "settle")),
      Map.entry("nothing to CLAIMED", Set.of("activate")),
      Map.entry("nothing to DONE", Set.of("activate", "settle", "provide")),
      Map.entry("nothing to FAILED", Set.of("activate", "settle")),
      Map.entry("nothing to ASIDE", Set.of("activate", "settle")),
      Map.entry("READY to CLAIMED", Set.of("claim", "claimAlone")),
      Map.entry("READY to DONE", Set.of("settle", "provide")),
      Map.entry("READY to FAILED", Set.of("settle")),
      Map.entry("READY to ASIDE", ENDS_RUNS),
      Map.entry("CLAIMED to READY", Set.of("release", "rescue", "renew", "settle")),
      Map.entry("CLAIMED to DONE", Set.of("finish", "settle")),
      Map.entry("CLAIMED to FAILED", Set.of("release", "rescue", "settle")),
      Map.entry("CLAIMED to ASIDE", ENDS_RUNS),
      Map.entry("DONE to READY", Set.of("report", "settle")),
      Map.entry("DONE to FAILED", Set.of("report", "settle")),
      Map.entry("DONE to ASIDE", Set.of("settle")),
      Map.entry("FAILED to READY", Set.of("settle")),
      Map.entry("FAILED to DONE", Set.of("settle", "provide")),
      Map.entry("FAILED to ASIDE", Set.of("settle")),
      Map.entry("ASIDE to READY", Set.of("settle")),
      Map.entry("ASIDE to DONE", Set.of("settle", "provide")),
      Map.entry("ASIDE to FAILED", Set.of("settle")));

  /** Every way there is, as it is told but for the call that goes it. */
  static List<String> all() {
    return Stream
        .of(named("job", JOB), named("subtask", SUBTASK), named("run", RUN), named("item", ITEM))
        .flatMap(ways -> ways)
        .sorted()
        .toList();
  }

  private static Stream<String> named(String what, Map<String, Set<String>> ways) {
    return ways.keySet().stream().map(way -> what + ": " + way);
  }

  private final Consumer<String> saw;

  KnownTransitions(Consumer<String> saw) {
    this.saw = saw;
  }

  @Override
  public void check(Step step) {
    for (var change : step.jobs()) {
      checkJob(change, step);
    }
    for (var change : step.runs()) {
      var was = change.before();
      var is = change.after();
      if (is != null && (was == null || !was.state().equals(is.state()))) {
        go("run", was == null ? null : was.state(), is.state(), RUN, step);
      }
    }
    for (var change : step.items()) {
      checkItem(change, step);
    }
  }

  private void checkJob(Change<Rows.Job> change, Step step) {
    var was = change.before();
    var is = change.after();
    Rule.holds(
        was != null && is != null,
        () -> step.call().method() + " inserted or deleted a job: " + change);
    if (was == null || is == null) {
      return;
    }
    Rule.holds(
        JobStatus.fromColumn(was.status()).isPresent(),
        () -> step.call().method() + " changed a job whose status is not ours: " + was);
    if (!was.status().equals(is.status())) {
      go("job", was.status(), is.status(), JOB, step);
    }
    var before = Step.subtasks(was);
    for (var subtask : is.subtasks()) {
      var old = before.get(subtask.id());
      Rule.holds(
          old != null && (subtask.status().equals(old.status())
              || SubtaskStatus.fromColumn(old.status()).isPresent()),
          () -> step.call().method() + " changed a subtask whose status is not ours: " + old);
      if (old != null && !old.status().equals(subtask.status())) {
        go("subtask", old.status(), subtask.status(), SUBTASK, step);
      }
    }
  }

  private void checkItem(Change<Rows.Item> change, Step step) {
    var was = change.before();
    var is = change.after();
    if (is == null) {
      return;
    }
    if (was == null || was.state() != is.state()) {
      go("item", was == null ? null : was.state().name(), is.state().name(), ITEM, step);
    } else if (was.state() == ItemState.CLAIMED && is.leaseUntil().isAfter(was.leaseUntil())) {
      saw.accept(
          was.leaseUntil().isBefore(step.now())
              ? "claim: renewed after its lease, before anybody took it"
              : "claim: renewed");
    }
  }

  private void go(
      String what, @Nullable String from, String to, Map<String, Set<String>> ways, Step step) {
    var way = (from == null ? "nothing" : from) + " to " + to;
    var by = step.call().method();
    Rule.holds(
        ways.getOrDefault(way, Set.of()).contains(by),
        () -> by + " brought a " + what + " from " + way);
    saw.accept(what + ": " + way + " by " + by);
  }
}
