package org.translationjobs.postgres;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.job.JobId;

/** Which holds block what, as SQL; the rule itself is {@link Hold.Kind}'s. */
final class HoldRules {
  private static final String CLAIM_KINDS = kinds(Hold.Kind::blocksClaims);
  private static final String INTERRUPTING_KINDS = kinds(Hold.Kind::interrupts);
  private static final String PROMOTION_KINDS = kinds(Hold.Kind::blocksPromotion);

  /** The engines of which nothing may be claimed, each once. */
  static final String HELD_ENGINES =
      """
      select distinct h.subject from {ops}.holds h
          where h.scope = 'ENGINE' and h.kind in (%s)""".formatted(CLAIM_KINDS);

  private HoldRules() {}

  /** True where nothing may be claimed: of a job, or of a run whose every engine is held. */
  static String blocksClaims(String jobId, String engines) {
    return anyHold(CLAIM_KINDS, jobId, engines);
  }

  /** True where what is under way is interrupted. */
  static String interrupts(String jobId, String engines) {
    return anyHold(INTERRUPTING_KINDS, jobId, engines);
  }

  private static String anyHold(String kinds, String jobId, String engines) {
    return """
        (exists (select 1 from {ops}.holds h where h.kind in (%s) and (h.scope = 'FLEET'
          or h.scope = 'JOB' and h.subject = %s::text))
          or %s <@ array(select h.subject from {ops}.holds h
            where h.scope = 'ENGINE' and h.kind in (%s)))"""
        .formatted(kinds, jobId, engines, kinds);
  }

  /** Why a job must not be promoted now. */
  static Optional<String> promotionHold(Sql sql, JobId job) {
    return sql.row(
        """
        select kind, reason from {ops}.holds where kind in (%s)
          and (scope = 'FLEET' or scope = 'JOB' and subject = ?::text)
        order by scope, kind limit 1
        """.formatted(PROMOTION_KINDS), job.value())
        .map(row -> Sql.text(row, "kind") + ": " + Sql.text(row, "reason"));
  }

  private static String kinds(Predicate<Hold.Kind> rule) {
    return Arrays.stream(Hold.Kind.values())
        .filter(rule)
        .map(kind -> "'" + kind + "'")
        .collect(Collectors.joining(", "));
  }
}
