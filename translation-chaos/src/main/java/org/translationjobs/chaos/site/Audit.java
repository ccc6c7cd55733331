package org.translationjobs.chaos.site;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.translationjobs.chaos.servers.EngineServer;
import org.translationjobs.core.work.Rescue;

/** Says what became of jobs, from the history that the site's triggers have written. */
public final class Audit {
  /** DONE that no standing claim of its writer covers. */
  private static final String STALE =
      """
          select subtask_id from chaos.subtasks s where job_id = any(?) and (
            path is not null and position(coalesce(item_claim::text, '-') in path) = 0
            or not exists (select from chaos.items i
              where i.tx = s.tx and i.subtask_id = s.subtask_id and i.new_state = 'DONE'))
          union
          select subtask_id from chaos.items i where job_id = any(?) and new_state = 'DONE' and (
            old_state <> 'CLAIMED' or old_claim is distinct from new_claim
            or not exists (select from chaos.items c where c.new_state = 'CLAIMED'
              and c.new_claim = i.old_claim and c.by_whom = i.by_whom))
          union
          select subtask_id from chaos.items where job_id = any(?)
            and old_state = 'CLAIMED' and new_state = 'CLAIMED'
          union
          select p.job_id from chaos.promoters p
          left join translation_ops.workers w using (worker_id)
          where p.job_id = any(?) and w.name is distinct from p.by_whom
          """;

  /** Written by two transactions, or by one that completed no job of theirs, or completed twice. */
  private static final String TWICE =
      """
          with written as (
            select s.job_id, s.entity_id, t.tx from translation_subtasks s
            join chaos.texts t on t.entity_id = s.entity_id and t.lang = 'es'
            where s.job_id = any(?)
          )
          select job_id from written group by job_id, entity_id having count(distinct tx) > 1
          union
          select job_id from written w where not exists (select from chaos.jobs j
            where j.job_id = w.job_id and j.tx = w.tx and j.new_status = 'COMPLETED')
          union
          select job_id from chaos.jobs where job_id = any(?) and new_status = 'COMPLETED'
          group by job_id having count(*) > 1
          union
          select job_id from translation_ops.promotions where job_id = any(?)
          group by job_id having count(*) > 1
          """;

  /** Completed without all of its texts. */
  private static final String PARTIAL =
      """
          select j.id from translation_jobs j where j.id = any(?) and j.status = 'COMPLETED' and (
            select count(distinct t.entity_id) from chaos.jobs h
            join translation_subtasks s on s.job_id = h.job_id
            join chaos.texts t on t.tx = h.tx and t.entity_id = s.entity_id
            where h.job_id = j.id and h.new_status = 'COMPLETED'
          ) <> (select count(*) from translation_subtasks s where s.job_id = j.id)
          """;

  private static final String PROMOTED =
      """
          select o.title, t.title, o.content, t.content from (
            select chapter_id as id, lang, title, content from chapter_translations
            union all select volume_id, lang, title, description from volume_translations
            union all select novel_id, lang, title, description from novel_translations) o
          join translation_subtasks s on s.entity_id = o.id and s.job_id = any(?)
          join (
            select chapter_id as id, lang, title, content from chapter_translations
            union all select volume_id, lang, title, description from volume_translations
            union all select novel_id, lang, title, description from novel_translations) t
            on t.id = o.id and t.lang = 'es'
          where o.lang = 'en'
          """;

  private static final String HITS =
      """
          select k.at, next.at, next.new_state, next.rescues
          from unnest(?::timestamptz[], ?::text[]) k(at, worker)
          join chaos.items held on held.by_whom = k.worker and held.new_state = 'CLAIMED'
            and held.at <= k.at and held.job_id = any(?)
            and not exists (select from chaos.items i
              where i.subtask_id = held.subtask_id and i.n > held.n and i.at <= k.at)
          left join lateral (
            select i.at, i.new_state, i.rescues from chaos.items i
            where i.subtask_id = held.subtask_id and i.n > held.n
              and i.new_state in ('CLAIMED', 'DONE', 'FAILED')
            order by i.n limit 1) next on true
          """;

  private static final Pattern MARKUP = Pattern.compile("<[^>]*>|&#?\\w+;");

  private final Site site;

  Audit(Site site) {
    this.site = site;
  }

  /** What became of jobs that have had the time to end. */
  public Findings of(Collection<UUID> jobs) {
    var ids = Site.ids(jobs);
    return new Findings(
        jobs.size(),
        jobs.size() - site.ended(jobs),
        site.count(
            "select count(*) from translation_jobs where id = any(?)"
                + " and status in ('FAILED', 'CANCELLED')",
            (Object) ids),
        number(TWICE, ids, ids, ids),
        number(STALE, ids, ids, ids, ids),
        number(PARTIAL, (Object) ids),
        wrong(ids));
  }

  /** For each claim of the jobs that stood when its worker was killed, how long until its subtask ran again. */
  public Hits hits(List<Kill> kills, Collection<UUID> jobs) {
    var times = kills.stream().map(k -> k.at().atOffset(ZoneOffset.UTC).toString()).toList();
    var workers = kills.stream().map(Kill::worker).toList();
    var recovered = new ArrayList<Duration>();
    var alone = new ArrayList<Duration>();
    var never = new int[1];
    site.query(HITS, row -> {
      var next = row.getObject(2, OffsetDateTime.class);
      var state = row.getString(3);
      if (next == null) {
        never[0]++;
      } else if ("CLAIMED".equals(state)) {
        var kill = row.getObject(1, OffsetDateTime.class);
        (row.getInt(4) < Rescue.ALONE_FROM ? recovered : alone).add(Duration.between(kill, next));
      }
      return state;
    }, array(times), array(workers), Site.ids(jobs));
    recovered.sort(null);
    alone.sort(null);
    return new Hits(List.copyOf(recovered), List.copyOf(alone), never[0]);
  }

  /** How long after a moment a subtask was finished first; empty when none was. */
  public Optional<Duration> nextFinish(Instant moment, Collection<UUID> jobs) {
    return site.query(
        "select at from chaos.subtasks where at >= ? and job_id = any(?) order by at limit 1",
        Site::instant, moment.atOffset(ZoneOffset.UTC), Site.ids(jobs))
        .stream()
        .findFirst()
        .map(at -> Duration.between(moment, at));
  }

  /** When a job was completed; empty when it was not. */
  public Optional<Instant> completion(UUID job) {
    return site.query(
        "select max(at) from chaos.jobs where job_id = ? and new_status = 'COMPLETED' having max(at)"
            + " is not null",
        Site::instant, job).stream().findFirst();
  }

  private int number(String rows, Object... arguments) {
    return site.count("select count(*) from (" + rows + ") found", arguments);
  }

  private int wrong(UUID[] jobs) {
    return (int) site.query(
        PROMOTED,
        row -> isTranslation(row.getString(1), row.getString(2))
            && isTranslation(row.getString(3), row.getString(4)),
        (Object) jobs).stream().filter(right -> !right).count();
  }

  private static boolean isTranslation(@Nullable String source, @Nullable String target) {
    if (source == null || target == null) {
      return source == null && target == null;
    }
    return target.equals(translation(source));
  }

  /** What the engines make of a text: all but tags and entities is moved. */
  private static String translation(String source) {
    var target = new StringBuilder();
    var end = 0;
    var markup = MARKUP.matcher(source);
    while (markup.find()) {
      target.append(EngineServer.translation(source.substring(end, markup.start())))
          .append(markup.group());
      end = markup.end();
    }
    return target.append(EngineServer.translation(source.substring(end))).toString();
  }

  private static String array(List<String> values) {
    return "{" + String.join(",", values) + "}";
  }

  /**
   * A worker was killed.
   *
   * @param at
   *          by the database's clock, right after it was gone
   */
  public record Kill(Instant at, String worker) {}

  /**
   * Claims that were hit by kills.
   *
   * @param recovered
   *          from the kill to the next claim, shortest first
   * @param alone
   *          the same for subtasks that had been hit before: they waited for a worker with nothing else
   *          to do
   * @param never
   *          those that nobody has claimed since
   */
  public record Hits(List<Duration> recovered, List<Duration> alone, int never) {
    public int count() {
      return recovered.size() + alone.size() + never;
    }

    /** Of those that need not run alone; zero when nothing was hit. */
    public Duration percentile(double share) {
      return percentile(recovered, share);
    }

    /** Of all; zero when nothing was hit. */
    public Duration percentileOfAll(double share) {
      return percentile(Stream.concat(recovered.stream(), alone.stream()).sorted().toList(), share);
    }

    private static Duration percentile(List<Duration> times, double share) {
      return times.isEmpty() ? Duration.ZERO
          : times.get((int) Math.min(times.size() - 1L, (long) (share * times.size())));
    }
  }

  /**
   * @param lost
   *          jobs that have not ended
   * @param failed
   *          that ended otherwise than COMPLETED
   * @param twice
   *          that were promoted twice, or outside a promotion
   * @param stale
   *          subtasks that became DONE, or jobs that were promoted, under a claim that did not stand
   * @param partial
   *          jobs that were completed without all of their texts
   * @param wrong
   *          promoted texts that are not the translation of their source
   */
  public record Findings(
      int jobs, int lost, int failed, int twice, int stale, int partial, int wrong) {
    /** Of other jobs. */
    public Findings plus(Findings other) {
      return new Findings(
          jobs + other.jobs, lost + other.lost, failed + other.failed, twice + other.twice,
          stale + other.stale, partial + other.partial, wrong + other.wrong);
    }

    public boolean clean() {
      return lost + failed + twice + stale + partial + wrong == 0;
    }
  }
}
