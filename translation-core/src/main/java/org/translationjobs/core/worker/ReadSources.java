package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
  private static final int FIRST_BATCH = 64;
  private static final int LARGEST_BATCH = 2_048;
  private static final long MOST_CHARACTERS = 16_000_000;
  private static final Duration UNREADABLE_FOR = Duration.ofMinutes(1);

  private final SourceTexts sourceTexts;
  private final InFlight inFlight;
  private final ReportOutcomes reports;
  private final FittingBatch fitting =
      new FittingBatch(FIRST_BATCH, LARGEST_BATCH, MOST_CHARACTERS);

  ReadSources(SourceTexts sourceTexts, InFlight inFlight, ReportOutcomes reports) {
    this.sourceTexts = sourceTexts;
    this.inFlight = inFlight;
    this.reports = reports;
  }

  /**
   * Of how many claims the texts are read in one statement; more need not be claimed at once either, nor wait with
   * their texts.
   */
  int atOnce() {
    return fitting.size();
  }

  void of(List<Claim> claims) {
    var from = 0;
    while (from < claims.size()) {
      var some = claims.subList(from, Math.min(claims.size(), from + fitting.size()));
      from += some.size();
      try {
        var texts = read(some);
        inFlight.ready(some, texts);
        fitting.read(some.size(), texts.values().stream().mapToLong(ReadSources::characters).sum());
      } catch (RuntimeException | Error e) {
        giveBack(some, e);
        reports.handBack(inFlight.notBegun(claims.subList(from, claims.size())));
        throw e;
      }
    }
  }

  private static long characters(SourceText text) {
    return length(text.title()) + length(text.body());
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
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
    fitting.failed(claims.size());
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
