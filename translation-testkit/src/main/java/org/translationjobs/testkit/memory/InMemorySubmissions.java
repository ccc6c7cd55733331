package org.translationjobs.testkit.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.submission.NewJob;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.core.submission.Submissions;

/** Novels and jobs as the other services create them. */
final class InMemorySubmissions implements Submissions {
  private static final int NOVEL_PRIORITY = 10;
  private static final int VOLUME_PRIORITY = 50;
  private static final int CHAPTER_PRIORITY = 100;

  private final Tables tables;
  private final OtherServices others;

  InMemorySubmissions(Tables tables, OtherServices others) {
    this.tables = tables;
    this.others = others;
  }

  @Override
  public NovelId importNovel(NovelText novel) {
    return tables.write(() -> {
      check(EntityType.NOVEL, novel.lang(), novel.title(), novel.description());
      for (var volume : novel.volumes()) {
        check(EntityType.VOLUME, novel.lang(), volume.title(), volume.description());
        for (var chapter : volume.chapters()) {
          check(EntityType.CHAPTER, novel.lang(), chapter.title(), chapter.content());
        }
      }
      return insert(novel);
    });
  }

  private void check(EntityType type, String lang, String title, @Nullable String body) {
    var entity = new EntityRef(type, new UUID(0, 0));
    tables.limits.refusal(entity, lang, title, body).ifPresent(reason -> {
      throw new TranslationJobsException("'" + title + "' cannot be imported: " + reason);
    });
  }

  private NovelId insert(NovelText novel) {
    var id = others.insertNovel(novel.slug());
    var lang = novel.lang();
    others.writeText(
        new EntityRef(EntityType.NOVEL, id.value()), lang, novel.title(), novel.description());
    var seq = 0;
    for (var volume : novel.volumes()) {
      var volumeRef = others.insertVolume(id, ++seq);
      others.writeText(volumeRef, lang, volume.title(), volume.description());
      for (var chapter : volume.chapters()) {
        var chapterRef = others.insertChapter(volumeRef, chapter.seq());
        others.writeText(chapterRef, lang, chapter.title(), chapter.content());
      }
    }
    return id;
  }

  @Override
  public List<KnownNovel> novels(String idOrSlug) {
    return tables.read(() -> tables.content.novels(idOrSlug));
  }

  @Override
  public List<EntityRef> entities(NovelId novel, String lang) {
    return tables.read(
        () -> tables.content.hasNovel(novel)
            ? subtasks(new EntityRef(EntityType.NOVEL, novel.value()), lang).stream()
                .map(Wanted::entity)
                .toList()
            : List.of());
  }

  @Override
  public Submitted submit(NewJob job) {
    return tables.write(() -> {
      var novel = new EntityRef(EntityType.NOVEL, job.novel().value());
      if (!tables.content.hasNovel(job.novel())) {
        return new Submitted.NothingToTranslate("there is no novel " + job.novel());
      }
      var wanted = subtasks(novel, job.languages().from());
      return wanted.isEmpty()
          ? new Submitted.NothingToTranslate(
              "novel " + job.novel() + " has no text in '" + job.languages().from() + "'")
          : create(job, wanted);
    });
  }

  private record Wanted(EntityRef entity, @Nullable Integer seq, int priority) {}

  /** The novel, its volumes and chapters, as far as they have a text in this language. */
  private List<Wanted> subtasks(EntityRef novel, String lang) {
    var wanted = new ArrayList<Wanted>();
    wanted.add(new Wanted(novel, 0, NOVEL_PRIORITY));
    for (var volume : tables.content.partsOf(novel.id(), EntityType.VOLUME)) {
      wanted.add(new Wanted(volume.entity(), volume.seq(), VOLUME_PRIORITY));
      for (var chapter : tables.content.partsOf(volume.entity().id(), EntityType.CHAPTER)) {
        wanted.add(new Wanted(chapter.entity(), chapter.seq(), CHAPTER_PRIORITY));
      }
    }
    wanted.removeIf(w -> tables.content.text(w.entity(), lang).isEmpty());
    return wanted;
  }

  private Submitted create(NewJob job, List<Wanted> wanted) {
    var id = new JobId(tables.newId());
    var now = tables.now();
    var row = new JobRow(
        id, tables.nextNumber(), job.novel(), job.languages(), JobStatus.PENDING.name(), now);
    row.createdBy = job.createdBy().orElse(null);
    row.total = wanted.size();
    tables.jobs.put(id, row);
    wanted.forEach(w -> others.insertSubtask(id, w.entity(), w.seq(), w.priority()));
    job.budget().ifPresent(budget -> tables.budgets.put(id, budget));
    if (job.forApproval()) {
      var scope = new HoldScope.Job(id);
      tables.holds.put(
          new Tables.HoldKey(scope, Hold.Kind.APPROVAL),
          new Hold(scope, Hold.Kind.APPROVAL, "it was submitted for approval", "submission", now));
    }
    return new Submitted.Created(id, row.total);
  }
}
