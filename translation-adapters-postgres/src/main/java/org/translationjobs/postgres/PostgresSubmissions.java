package org.translationjobs.postgres;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Record;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.submission.NewJob;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.core.submission.Submissions;

/** Novels and jobs as the services around us create them. */
final class PostgresSubmissions implements Submissions {
  private static final int NOVEL_PRIORITY = 10;
  private static final int VOLUME_PRIORITY = 50;
  private static final int CHAPTER_PRIORITY = 100;

  private final Database database;

  PostgresSubmissions(Database database) {
    this.database = database;
  }

  @Override
  public NovelId importNovel(NovelText novel) {
    return database.transaction(
        "import the novel '" + novel.title() + "'", sql -> new NovelImport(sql, novel).insert());
  }

  @Override
  public List<KnownNovel> novels(String idOrSlug) {
    return database.statement("look for the novel '" + idOrSlug + "'", sql -> {
      var table = sql.guide().novels().filter(novels -> novels.has("id"));
      var texts = sql.guide().texts(EntityType.NOVEL);
      var hasSlug = table.filter(novels -> novels.has("slug")).isPresent();
      return sql.rows(
          """
          select n.id, %s as slug, array(select distinct t.%s::text from %s t
            where t.%s = n.id order by 1) as languages
          from %s n where n.id::text = lower(?) or %s = ? order by n.id::text <> lower(?), n.id limit 10
          """.formatted(
              hasSlug ? "n.slug::text" : "null::text", texts.lang(), texts.table().sqlName(),
              texts.entity(),
              table.isPresent()
                  ? "{novels}"
                  : "(select distinct " + texts.entity() + " as id from " + texts.table().sqlName()
                      + ")",
              hasSlug ? "n.slug::text" : "null::text"),
          idOrSlug, idOrSlug, idOrSlug).stream().map(PostgresSubmissions::novel).toList();
    });
  }

  private static KnownNovel novel(Record row) {
    return new KnownNovel(
        new NovelId(Sql.uuid(row, "id")), Sql.optional(row, "slug"),
        List.of(row.get("languages", String[].class)));
  }

  @Override
  public List<EntityRef> entities(NovelId novel, String lang) {
    return database.statement(
        "list the texts of novel " + novel,
        sql -> sql.rows(
            "select e.type, e.id from (%s) e (type, id, volume, seq, priority)"
                .formatted(entities(sql.guide())),
            arguments(novel, lang, sql.guide().knowsNovelParts()).toArray())
            .stream()
            .map(
                row -> new EntityRef(
                    EntityType.valueOf(row.get("type", String.class).toUpperCase(Locale.ROOT)),
                    Sql.uuid(row, "id")))
            .toList());
  }

  @Override
  public Submitted submit(NewJob job) {
    return database.transaction("create a job for novel " + job.novel(), sql -> {
      var novels = sql.guide().novels();
      if (novels.isPresent() && novels.get().has("id") && sql.row(
          "select 1 from {novels} where id = ?", job.novel().value()).isEmpty()) {
        return new Submitted.NothingToTranslate("there is no novel " + job.novel());
      }
      var id = JobId.random();
      insertJob(sql, id, job);
      var subtasks = insertSubtasks(sql, id, job);
      if (subtasks == 0) {
        sql.change("delete from {jobs} where id = ?", id.value());
        return new Submitted.NothingToTranslate(
            "novel " + job.novel() + " has no text in '" + job.languages().from() + "'");
      }
      sql.change("update {jobs} set total_subtasks = ? where id = ?", subtasks, id.value());
      job.budget().ifPresent(budget -> PostgresCallLedger.insertBudget(sql, id, budget));
      if (job.forApproval()) {
        PostgresHolds.place(
            sql, new HoldScope.Job(id), Hold.Kind.APPROVAL, "it was submitted for approval",
            "submission");
      }
      return new Submitted.Created(id, subtasks);
    });
  }

  private static void insertJob(Sql sql, JobId id, NewJob job) {
    refuse(sql.guide().jobs().refusal("from_lang", job.languages().from()));
    refuse(sql.guide().jobs().refusal("target_lang", job.languages().to()));
    sql.change(
        """
        insert into {jobs} (id, novel_id, from_lang, target_lang, status, progress, total_subtasks,
          completed_subtasks, created_by, created_at, updated_at)
        values (?, ?, ?, ?, 'PENDING', 0, 0, 0, ?::uuid, {now jobs.created_at},
          {now jobs.updated_at})
        """,
        id.value(), job.novel().value(), job.languages().from(), job.languages().to(),
        job.createdBy().orElse(null));
  }

  private static void refuse(Optional<String> refusal) {
    refusal.ifPresent(reason -> {
      throw new TranslationJobsException("the job cannot be created: " + reason);
    });
  }

  private static int insertSubtasks(Sql sql, JobId id, NewJob job) {
    var guide = sql.guide();
    return sql.change(
        """
        insert into {subtasks} (id, job_id, entity_type, entity_id, parent_volume_id, seq, priority,
          status, created_at, updated_at)
        select gen_random_uuid(), ?, e.type, e.id, e.volume, e.seq, e.priority, 'PENDING',
          {now subtasks.created_at}, {now subtasks.updated_at}
        from (%s) e (type, id, volume, seq, priority)
        """.formatted(entities(guide)),
        Stream.concat(
            Stream.of(id.value()),
            arguments(job.novel(), job.languages().from(), guide.knowsNovelParts()).stream())
            .toArray());
  }

  /** Of the statement of {@link #entities(Guide)}. */
  private static List<Object> arguments(NovelId novel, String lang, boolean parts) {
    UUID id = novel.value();
    return parts
        ? List.of(id, id, lang, id, lang, id, lang)
        : List.of(id, id, lang);
  }

  private static String entities(Guide guide) {
    var novel = "select 'novel', ?::uuid, null::uuid, 0, " + NOVEL_PRIORITY
        + " where exists (" + text(guide, EntityType.NOVEL, "?")
        + ")";
    if (!guide.knowsNovelParts()) {
      return novel;
    }
    return novel
        + " union all select 'volume', v.id, v.id, " + seq(guide.volumes(), "v") + ", "
        + VOLUME_PRIORITY + " from {volumes} v where v.novel_id = ? and exists ("
        + text(guide, EntityType.VOLUME, "v.id") + ")"
        + " union all select 'chapter', c.id, c.volume_id, " + seq(guide.chapters(), "c") + ", "
        + CHAPTER_PRIORITY
        + " from {chapters} c join {volumes} v on v.id = c.volume_id where v.novel_id = ?"
        + " and exists (" + text(guide, EntityType.CHAPTER, "c.id")
        + ")";
  }

  private static String text(
      Guide guide, EntityType type, String entity) {
    var texts = guide.texts(type);
    return "select 1 from " + texts.table().sqlName() + " t where t." + texts.entity() + " = "
        + entity + " and t." + texts.lang() + " = ?";
  }

  private static String seq(Optional<Table> table, String alias) {
    return table.filter(t -> t.has("seq")).map(t -> alias + ".seq::int").orElse("null::int");
  }
}
