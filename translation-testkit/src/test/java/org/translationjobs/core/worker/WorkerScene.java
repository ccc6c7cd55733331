package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.cost.Prices;
import org.translationjobs.core.engine.Translator.Translation.Rejected;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.WorkItem;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.InMemoryAnnouncements;
import org.translationjobs.testkit.InMemoryStaging;
import org.translationjobs.testkit.Scene;
import org.translationjobs.testkit.memory.InMemoryDatabase;
import org.translationjobs.testkit.simulation.PlainFormats;

/** What the parts of a worker need, in memory, and what they tell. */
final class WorkerScene {
  static final Plan PLAN = Scene.PLAN;

  final Queue<WorkerEvent> told = new ConcurrentLinkedQueue<>();
  final Events events = new Events(told::add);
  final InMemoryDatabase database = new InMemoryDatabase();
  final InMemoryAnnouncements announcements;
  final WorkerProfile profile = new WorkerProfile(
      WorkerId.random(), "one", "test", PLAN.engines(), new StoreId("memory"), 1);
  final WorkerSettings settings = WorkerSettings.DEFAULTS;
  Prices prices = Prices.NONE;
  private final Tasks tasks;

  WorkerScene(Tasks tasks) {
    this.tasks = tasks;
    this.announcements = new InMemoryAnnouncements(tasks);
  }

  WorkerPorts ports(Workers workers, AnnouncementFormat format) {
    return ports(database.jobs(), workers, announcements, format);
  }

  WorkerPorts ports(
      Jobs jobs, Workers workers, Announcements queue, AnnouncementFormat format) {
    return new WorkerPorts(
        tasks, jobs, database.runs(), database.claims(), database.promotions(),
        database.sourceTexts(), workers, database.holds(), database.housekeeping(),
        new InMemoryStaging(),
        new PlainFormats(), queue, format,
        (assignment, calls) -> new Rejected("no engine", true, Usage.NONE),
        database.ledger(), prices,
        List.of());
  }

  WorkerPorts ports() {
    return ports(database.workers(), WorkerScene::parse);
  }

  /** The payload is the job's id. */
  static AnnouncementFormat.Parsed parse(String payload) {
    try {
      return new AnnouncementFormat.Parsed.Names(JobId.parse(payload));
    } catch (IllegalArgumentException e) {
      return new AnnouncementFormat.Parsed.Malformed("no id");
    }
  }

  List<WorkerEvent> told(Class<? extends WorkerEvent> type) {
    return told.stream().filter(type::isInstance).toList();
  }

  static Held held(Duration now) {
    return held(now, false);
  }

  static Held silent(Duration now) {
    return held(now, true);
  }

  private static Held held(Duration now, boolean silent) {
    var item = new WorkItem(
        new SubtaskId(UUID.randomUUID()), new JobId(UUID.randomUUID()),
        new RunId(UUID.randomUUID()), "chapter", UUID.randomUUID(), WorkItem.Counts.ZERO);
    var claim =
        new Claim(
            ClaimId.random(), item, new NovelId(UUID.randomUUID()), Scene.EN_ES, PLAN, null);
    return new Held(claim, now, false, silent);
  }
}
