package org.translationjobs.cli.json;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.announcement.Announcements.Rejected;
import org.translationjobs.core.cost.CallSums;
import org.translationjobs.core.cost.JobCost;
import org.translationjobs.core.diagnosis.Finding;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.RunView;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.core.worker.Workers.WorkerView;

/** The documented fields of {@code --json}; times in UTC, absent values null. */
public final class Documents {
  private Documents() {}

  public static Map<String, @Nullable Object> job(JobView job) {
    return new Fields()
        .put("id", job.id())
        .put("novel_id", job.novel())
        .put("title", job.title())
        .put("from_lang", job.languages().from())
        .put("target_lang", job.languages().to())
        .put("status", job.status())
        .put("progress", job.progress().percent())
        .put("completed_subtasks", job.progress().done())
        .put("total_subtasks", job.progress().total())
        .put("subtasks", new TreeMap<>(job.subtasks()))
        .put("error_message", job.errorMessage())
        .put("created_by", job.createdBy())
        .put("created_at", job.createdAt())
        .put("updated_at", job.updatedAt())
        .put("started_at", job.startedAt())
        .put("finished_at", job.finishedAt())
        .put("run", job.run().map(Documents::run))
        .put("holds", job.holds().stream().map(Documents::hold).toList())
        .map();
  }

  private static Map<String, @Nullable Object> run(RunView run) {
    return new Fields()
        .put("id", run.id())
        .put("number", run.number())
        .put("state", run.state())
        .put("engines", run.plan().engines())
        .put("store", run.plan().store())
        .put("started_at", run.startedAt())
        .put("ended_at", run.endedAt())
        .put("reserved_for", run.reservedFor())
        .put("due", run.due())
        .put("waiting", run.waiting())
        .put("claimed", run.claimed())
        .put("note", run.note())
        .map();
  }

  public static Map<String, @Nullable Object> hold(Hold hold) {
    return new Fields()
        .put("scope", switch (hold.scope()) {
          case HoldScope.Fleet() -> "fleet";
          case HoldScope.Engine(var name) -> "engine:" + name;
          case HoldScope.Job(var id) -> "job:" + id;
        })
        .put("kind", hold.kind())
        .put("reason", hold.reason())
        .put("placed_by", hold.placedBy())
        .put("since", hold.since())
        .map();
  }

  /** In amounts as text, so that no reader rounds them. */
  public static Map<String, @Nullable Object> cost(JobCost cost, String currency) {
    var engines = new Fields();
    cost.byEngine().forEach((engine, sums) -> engines.put(engine, sums(sums).map()));
    return sums(cost.total())
        .put("currency", currency)
        .put("budget", cost.budget().map(budget -> budget.amount().toString()))
        .put("spent", cost.budget().map(budget -> budget.spent().toString()))
        .put("reserved", cost.budget().map(budget -> budget.reserved().toString()))
        .put("engines", engines.map())
        .map();
  }

  private static Fields sums(CallSums sums) {
    return new Fields()
        .put("calls", sums.calls())
        .put("in_flight", sums.inFlight())
        .put("unanswered", sums.unanswered())
        .put("input_tokens", sums.usage().inputTokens())
        .put("output_tokens", sums.usage().outputTokens())
        .put("billed_characters", sums.usage().billedCharacters())
        .put("cost", sums.cost().toString());
  }

  public static Map<String, @Nullable Object> subtask(SubtaskView subtask) {
    return new Fields()
        .put("id", subtask.id())
        .put("entity_type", subtask.entityType())
        .put("entity_id", subtask.entityId())
        .put("seq", subtask.seq())
        .put("priority", subtask.priority())
        .put("status", subtask.status())
        .put("promoted", subtask.promoted())
        .put("engine", subtask.engine())
        .put("worker", subtask.worker())
        .put("attempts", subtask.counts().attempts())
        .put("interruptions", subtask.counts().interruptions())
        .put("rescues", subtask.counts().rescues())
        .put("error_message", subtask.errorMessage())
        .put("last_problem", subtask.lastProblem())
        .put("warnings", subtask.warnings())
        .put("result_path", subtask.resultPath())
        .put("started_at", subtask.startedAt())
        .put("finished_at", subtask.finishedAt())
        .map();
  }

  public static Map<String, @Nullable Object> worker(WorkerView worker) {
    return new Fields()
        .put("id", worker.profile().id())
        .put("name", worker.profile().name())
        .put("version", worker.profile().version())
        .put("living", worker.living())
        .put("engines", worker.profile().engines())
        .put("store", worker.profile().store())
        .put("concurrency", worker.profile().concurrency())
        .put("claims", worker.claims())
        .put("up_seconds", worker.upFor().toSeconds())
        .put("beat_seconds_ago", worker.beatAgo().toSeconds())
        .map();
  }

  public static Map<String, @Nullable Object> rejected(Rejected rejected) {
    return new Fields()
        .put("id", rejected.id())
        .put("payload", rejected.payload())
        .put("reason", rejected.reason())
        .put("rejected_at", rejected.rejectedAt().isEmpty() ? null : rejected.rejectedAt())
        .map();
  }

  public static List<Map<String, @Nullable Object>> findings(List<Finding> findings) {
    return findings.stream()
        .map(finding -> new Fields()
            .put("severity", finding.severity())
            .put("subject", finding.subject())
            .put("message", finding.message())
            .put("cure", finding.cure().isEmpty() ? null : finding.cure())
            .map())
        .toList();
  }
}
