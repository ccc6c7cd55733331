package org.translationjobs.testkit.simulation.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;
import org.translationjobs.testkit.memory.Rows;

/** One port call and what it did to the rows. */
public final class Step {
  private final Call call;
  private final Rows.Everything before;
  private final Rows.Everything after;
  private final Instant now;
  private final List<Change<Rows.Job>> jobs;
  private final List<Change<Rows.Run>> runs;
  private final List<Change<Rows.Item>> items = new ArrayList<>();

  /**
   * The call itself.
   *
   * @param worker
   *          who called
   * @param port
   *          simple name of the interface
   * @param target
   *          whose method was called
   * @param time
   *          by the worker's own clock
   */
  public record Call(
      String worker,
      String port,
      Object target,
      String method,
      List<Object> arguments,
      @Nullable Object result,
      Duration time) {}

  /**
   * @param now
   *          by the database's clock
   */
  public Step(Call call, Rows.Everything before, Rows.Everything after, Instant now) {
    this.call = call;
    this.before = before;
    this.after = after;
    this.now = now;
    this.jobs = changes(before.jobs(), after.jobs());
    this.runs = changes(before.runs(), after.runs());
    for (var run : runs) {
      items.addAll(changes(items(run.before()), items(run.after())));
    }
  }

  private static Map<SubtaskId, Rows.Item> items(Rows.@Nullable Run run) {
    return run == null ? Map.of() : run.items();
  }

  @SuppressWarnings("ReferenceEquality") // what did not change is the same object
  private static <K, V> List<Change<V>> changes(Map<K, V> before, Map<K, V> after) {
    if (before == after) {
      return List.of();
    }
    var changes = new ArrayList<Change<V>>();
    after.forEach((key, is) -> {
      var was = before.get(key);
      if (was != is) {
        changes.add(new Change<>(was, is));
      }
    });
    before.forEach((key, was) -> {
      if (!after.containsKey(key)) {
        changes.add(new Change<>(was, null));
      }
    });
    return changes;
  }

  public Call call() {
    return call;
  }

  /** Whether this method of this port was called. */
  public boolean is(String port, String method) {
    return call.method().equals(method) && call.port().equals(port);
  }

  public Rows.Everything before() {
    return before;
  }

  public Rows.Everything after() {
    return after;
  }

  public Instant now() {
    return now;
  }

  public List<Change<Rows.Job>> jobs() {
    return jobs;
  }

  public List<Change<Rows.Run>> runs() {
    return runs;
  }

  public List<Change<Rows.Item>> items() {
    return items;
  }

  public Optional<Rows.Item> itemBefore(RunId run, SubtaskId subtask) {
    return Optional.ofNullable(before.runs().get(run)).map(r -> r.items().get(subtask));
  }

  public Optional<Rows.Item> itemAfter(RunId run, SubtaskId subtask) {
    return Optional.ofNullable(after.runs().get(run)).map(r -> r.items().get(subtask));
  }

  /** A subtask as it was. */
  public Optional<Rows.Subtask> subtaskBefore(JobId job, SubtaskId subtask) {
    return subtask(before, job, subtask);
  }

  /** A subtask as it is. */
  public Optional<Rows.Subtask> subtaskAfter(JobId job, SubtaskId subtask) {
    return subtask(after, job, subtask);
  }

  private static Optional<Rows.Subtask> subtask(
      Rows.Everything rows, JobId job, SubtaskId subtask) {
    return Optional.ofNullable(rows.jobs().get(job))
        .flatMap(j -> j.subtasks().stream().filter(s -> s.id().equals(subtask)).findFirst());
  }

  /** The subtasks of a job by their ids. */
  public static Map<SubtaskId, Rows.Subtask> subtasks(Rows.@Nullable Job job) {
    var subtasks = new LinkedHashMap<SubtaskId, Rows.Subtask>();
    if (job != null) {
      job.subtasks().forEach(subtask -> subtasks.put(subtask.id(), subtask));
    }
    return subtasks;
  }

  /** The promotions that this call committed. */
  public List<Rows.Promotion> promotions() {
    return after.promotions().subList(before.promotions().size(), after.promotions().size());
  }
}
