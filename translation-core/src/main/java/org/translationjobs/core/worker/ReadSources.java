package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.SourceTexts;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.Release;
import org.translationjobs.core.worker.ReportOutcomes.Outcome;

/**
 * Reads the source texts of claims that are held, many in one statement, and lets them begin. Claims whose
 * texts cannot be read are handed back. Used by one thread; {@link #atOnce} by any.
 */
final class ReadSources {
  private static final int MOST_AT_ONCE = 2_048;
  private static final Duration UNREADABLE_FOR = Duration.ofMinutes(1);

  private final SourceTexts sourceTexts;
  private final InFlight inFlight;
  private final ReportOutcomes reports;
  /** Smaller after a failure. */
  private volatile int atOnce = MOST_AT_ONCE;

  ReadSources(SourceTexts sourceTexts, InFlight inFlight, ReportOutcomes reports) {
    this.sourceTexts = sourceTexts;
    this.inFlight = inFlight;
    this.reports = reports;
  }

  /** Of how many claims the texts are read in one statement; more need not be claimed at once either. */
  int atOnce() {
    return atOnce;
  }

  void of(List<Claim> claims) {
    var atMost = atOnce;
    for (var from = 0; from < claims.size(); from += atMost) {
      var some = claims.subList(from, Math.min(claims.size(), from + atMost));
      try {
        inFlight.ready(some, read(some));
      } catch (RuntimeException | Error e) {
        giveBack(some, e);
        reports.handBack(inFlight.notBegun(claims.subList(from + some.size(), claims.size())));
        throw e;
      }
      atOnce = Math.min(MOST_AT_ONCE, 2 * atOnce);
    }
  }

  private Map<ClaimId, SourceText> read(List<Claim> claims) {
    var byLang = new LinkedHashMap<String, List<EntityRef>>();
    for (var claim : claims) {
      claim.item()
          .entity()
          .ifPresent(entity -> byLang
              .computeIfAbsent(claim.languages().from(), lang -> new ArrayList<>())
              .add(entity));
    }
    var texts = new LinkedHashMap<String, Map<EntityRef, SourceText>>();
    byLang.forEach((lang, entities) -> texts.put(lang, sourceTexts.read(entities, lang)));
    var byClaim = new LinkedHashMap<ClaimId, SourceText>();
    for (var claim : claims) {
      claim.item()
          .entity()
          .map(entity -> texts.getOrDefault(claim.languages().from(), Map.of()).get(entity))
          .ifPresent(text -> byClaim.put(claim.id(), text));
    }
    return byClaim;
  }

  /** One text that cannot be read must not keep the others of its batch from being translated. */
  private void giveBack(List<Claim> claims, Throwable cause) {
    atOnce = Math.max(1, claims.size() / 2);
    var held = inFlight.notBegun(claims);
    if (claims.size() > 1) {
      reports.handBack(held);
    } else {
      held.forEach(h -> reports.add(new Outcome.Released(h, postponed(h.claim, cause))));
    }
  }

  private static Release postponed(Claim claim, Throwable cause) {
    return new Release.Postpone(
        claim.id(), claim.item(), UNREADABLE_FOR,
        "its source text cannot be read: " + cause.getMessage());
  }
}
