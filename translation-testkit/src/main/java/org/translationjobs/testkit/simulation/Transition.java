package org.translationjobs.testkit.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.staging.StagedText;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.Claims.Rescued;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.testkit.memory.InMemoryDatabase;
import org.translationjobs.testkit.memory.Rows;

/** What one port call did to the rows, and whether it was allowed to. */
final class Transition {
  private record ItemKey(RunId run, SubtaskId subtask) {}

  private record TextKey(EntityRef entity, String lang) {}

  private final Rows.Everything before;
  private final Rows.Everything after;
  private final String method;
  private final InMemoryDatabase database;
  private final Map<ItemKey, Rows.Item> itemsBefore;
  private final Map<ItemKey, Rows.Item> itemsAfter;

  Transition(
      Rows.Everything before, Rows.Everything after, String method, InMemoryDatabase database) {
    this.before = before;
    this.after = after;
    this.method = method;
    this.database = database;
    this.itemsBefore = items(before);
    this.itemsAfter = items(after);
  }

  private static Map<ItemKey, Rows.Item> items(Rows.Everything rows) {
    var items = new HashMap<ItemKey, Rows.Item>();
    for (var run : rows.runs()) {
      run.items().forEach(item -> items.put(new ItemKey(run.id(), item.subtask()), item));
    }
    return items;
  }

  /** After every transaction of ours the counts are right. */
  void checkCounts() {
    for (var job : after.jobs().values()) {
      if (job.equals(before.jobs().get(job.id()))) {
        continue;
      }
      var done = (int) job.subtasks().stream().filter(s -> s.status().equals("DONE")).count();
      check(
          job.completed() == done, "job " + job.id() + " says completed_subtasks "
              + job.completed() + ", but " + done + " are DONE");
      var percent = new Progress(done, job.total()).percent();
      check(
          job.progress() == percent, "job " + job.id() + " says progress " + job.progress()
              + ", but it is " + percent);
    }
  }

  /** A live claim never becomes another one at once. */
  void checkClaims() {
    itemsAfter.forEach((key, item) -> {
      var was = itemsBefore.get(key);
      check(
          was == null
              || was.state() != ItemState.CLAIMED
              || item.state() != ItemState.CLAIMED
              || Objects.equals(was.claim(), item.claim()),
          "subtask " + key.subtask() + " was claimed while it was claimed");
    });
  }

  void checkClaimed(@Nullable Object result) {
    var given = new HashSet<SubtaskId>();
    for (var one : (List<?>) Objects.requireNonNull(result)) {
      var claim = (Claim) one;
      var key = new ItemKey(claim.item().run(), claim.item().subtask());
      var was = itemsBefore.get(key);
      var is = itemsAfter.get(key);
      check(given.add(key.subtask()), "subtask " + key.subtask() + " was given out twice at once");
      check(
          was != null && was.state() == ItemState.READY,
          "subtask " + key.subtask() + " was claimed while it was " + was);
      check(
          is != null && is.isHeldUnder(claim.id()),
          "claim " + claim.id() + " was given out, but its item is " + is);
      var job = before.jobs().get(claim.item().job());
      check(
          job != null && job.status().equals("IN_PROGRESS"),
          "subtask " + key.subtask() + " was claimed while its job was " + job);
    }
  }

  /** Nothing is accepted under an old claim id, and what is accepted is what the row refers to. */
  void checkFinished(Object work, @Nullable Object result) {
    var finishes = (Map<?, ?>) Objects.requireNonNull(result);
    for (var one : (List<?>) work) {
      var finished = (FinishedWork) one;
      var key = new ItemKey(finished.item().run(), finished.item().subtask());
      var was = itemsBefore.get(key);
      var isOurs = was != null && finished.claim().equals(was.claim())
          && (was.state() == ItemState.CLAIMED || was.state() == ItemState.DONE);
      if (finishes.get(finished.claim()) instanceof Finish.Accepted) {
        check(
            isOurs, "a finish of subtask " + key.subtask() + " was accepted under claim "
                + finished.claim() + ", but its item was " + was);
      }
    }
    itemsAfter.forEach((key, item) -> {
      var was = itemsBefore.get(key);
      if (item.state() == ItemState.DONE && was != null && was.state() != ItemState.DONE) {
        check(
            ((List<?>) work).stream()
                .map(FinishedWork.class::cast)
                .anyMatch(
                    w -> w.item().subtask().equals(key.subtask()) && was.isHeldUnder(w.claim())),
            "subtask " + key.subtask() + " became DONE, but nobody who held it finished it");
      }
    });
  }

  void checkRescued(@Nullable Object result) {
    for (var one : (List<?>) Objects.requireNonNull(result)) {
      var rescued = (Rescued) one;
      var was = itemsBefore.get(new ItemKey(rescued.item().run(), rescued.item().subtask()));
      check(
          was != null && was.isHeldUnder(rescued.claim())
              && was.leaseUntil().isBefore(database.clock().instant()),
          "subtask " + rescued.item().subtask() + " was rescued, but its item was " + was);
    }
  }

  /** Production rows change only in a promotion, which completes its job. */
  void checkPromotion(Function<Rows.Promoted, StagedText.@Nullable Read> staged) {
    var promoted = after.promotions()
        .subList(before.promotions().size(), after.promotions().size());
    check(promoted.isEmpty() || method.equals("complete"), method + " promoted " + promoted);
    check(promoted.size() <= 1, "one transaction promoted twice: " + promoted);
    for (var promotion : promoted) {
      check(
          before.promotions().stream().noneMatch(p -> p.run().equals(promotion.run())),
          "run " + promotion.run() + " was promoted a second time");
      checkRows(promotion, staged);
    }
    checkCompleted(promoted);
    checkChangedTexts(promoted);
  }

  private void checkCompleted(List<Rows.Promotion> promoted) {
    for (var job : after.jobs().values()) {
      var was = before.jobs().get(job.id());
      if (!job.status().equals("COMPLETED")
          || (was != null && was.status().equals("COMPLETED"))) {
        continue;
      }
      check(
          promoted.stream().anyMatch(p -> p.job().equals(job.id())),
          "job " + job.id() + " became COMPLETED without a promotion");
      check(
          was != null && was.status().equals("IN_PROGRESS"),
          "job " + job.id() + " was promoted while it was " + was);
      var count = job.subtasks().size();
      check(
          count > 0 && count >= job.total()
              && job.subtasks().stream().allMatch(s -> s.status().equals("DONE")),
          "job " + job.id() + " was promoted with " + job);
      check(!isHeld(job.id()), "job " + job.id() + " was promoted while it was held");
    }
  }

  private boolean isHeld(JobId job) {
    return database.holds()
        .all()
        .stream()
        .anyMatch(
            hold -> hold.kind().blocksPromotion()
                && (hold.scope() instanceof HoldScope.Fleet
                    || hold.scope().equals(new HoldScope.Job(job))));
  }

  private void checkChangedTexts(List<Rows.Promotion> promoted) {
    var allowed = new HashSet<TextKey>();
    promoted.forEach(p -> p.written().forEach(w -> allowed.add(new TextKey(w.entity(), w.lang()))));
    var old = texts(before);
    var changed = 0;
    for (var row : after.texts()) {
      if (!row.equals(old.remove(new TextKey(row.entity(), row.lang())))) {
        changed++;
        check(
            allowed.contains(new TextKey(row.entity(), row.lang())),
            method + " changed the text of " + row.entity() + " in " + row.lang());
      }
    }
    check(old.isEmpty(), method + " deleted texts: " + old.keySet());
    check(
        changed == allowed.size(),
        "a promotion of " + allowed.size() + " rows changed " + changed);
  }

  /** What is promoted is what was staged. */
  private void checkRows(
      Rows.Promotion promotion, Function<Rows.Promoted, StagedText.@Nullable Read> staged) {
    var rows = texts(after);
    for (var written : promotion.written()) {
      var row = rows.get(new TextKey(written.entity(), written.lang()));
      var text = row == null ? null : new TranslatedText(row.title(), row.body());
      check(
          staged.apply(written) instanceof StagedText.Read.Text(var expected)
              && expected.equals(text),
          "the promoted text of " + written.entity() + " is not what was staged: " + text);
    }
  }

  private static Map<TextKey, Rows.Text> texts(Rows.Everything rows) {
    var texts = new HashMap<TextKey, Rows.Text>();
    rows.texts().forEach(t -> texts.put(new TextKey(t.entity(), t.lang()), t));
    return texts;
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new SimulationFailure(otherwise);
    }
  }
}
