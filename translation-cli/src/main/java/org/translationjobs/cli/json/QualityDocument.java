package org.translationjobs.cli.json;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.translationjobs.pipeline.quality.AlikeTexts;
import org.translationjobs.pipeline.quality.Example;
import org.translationjobs.pipeline.quality.GlossaryObedience;
import org.translationjobs.pipeline.quality.LengthOutliers;
import org.translationjobs.pipeline.quality.RepeatedText;
import org.translationjobs.pipeline.quality.RepeatedTexts;
import org.translationjobs.pipeline.quality.Share;
import org.translationjobs.pipeline.quality.TermConsistency;
import org.translationjobs.pipeline.quality.TextName;
import org.translationjobs.pipeline.quality.WarningsOfKind;
import org.translationjobs.runtime.JobQuality;

/** The documented fields of {@code quality --json}; shares from 0 to 1, null of nothing. */
public final class QualityDocument {
  private static final double PLACES = 10_000;

  private QualityDocument() {}

  /** @param kind of the only warnings that are wanted */
  public static Map<String, @Nullable Object> of(
      JobQuality quality, @Nullable String kind, String currency) {
    var job = quality.job();
    var report = quality.report();
    return new Fields()
        .put("job_id", job.id())
        .put("title", job.title())
        .put("from_lang", job.languages().from())
        .put("target_lang", job.languages().to())
        .put("status", job.status())
        .put("texts", report.texts())
        .put("paragraphs", report.paragraphs())
        .put("origins", new TreeMap<>(quality.origins()))
        .put("engines", new TreeMap<>(quality.engines()))
        .put(
            "unmeasured",
            quality.unmeasured()
                .stream()
                .map(one -> name(one.text()).put("reason", one.reason()).map())
                .toList())
        .put(
            "unpaired",
            report.unpaired()
                .stream()
                .map(one -> name(one.text()).put("reason", one.reason()).map())
                .toList())
        .put(
            "warnings",
            report.warnings()
                .stream()
                .filter(warnings -> kind == null || kind.equals(warnings.kind()))
                .map(QualityDocument::warnings)
                .toList())
        .put("terms", terms(report.terms()))
        .put("glossary", glossary(report.glossary(), quality.newestGlossary()))
        .put("lengths", lengths(report.lengths()))
        .put("alike", report.alike().stream().map(QualityDocument::alike).toList())
        .put("repeated", repeated(report.repeated()))
        .put("cost", Documents.cost(quality.cost(), currency))
        .map();
  }

  private static Object warnings(WarningsOfKind warnings) {
    return new Fields()
        .put("kind", warnings.kind())
        .put("count", warnings.count())
        .put("texts", warnings.texts())
        .put(
            "found",
            warnings.first()
                .stream()
                .map(found -> place(found.place()).put("reason", found.reason()).map())
                .toList())
        .map();
  }

  private static Object terms(TermConsistency terms) {
    return new Fields()
        .put("ltcr1", share(terms.ltcr1()))
        .put("same", terms.ltcr1().part())
        .put("again", terms.ltcr1().all())
        .put(
            "terms",
            terms.terms()
                .stream()
                .map(
                    term -> new Fields()
                        .put("term", term.term())
                        .put("origin", term.origin())
                        .put("rendering", term.rendering())
                        .put("same", term.again().part())
                        .put("again", term.again().all())
                        .put("first", place(term.first()).map())
                        .put(
                            "others",
                            term.others().stream().map(place -> place(place).map()).toList())
                        .map())
                .toList())
        .put("unclear", terms.unclear())
        .map();
  }

  private static Object glossary(GlossaryObedience glossary, long newest) {
    return new Fields()
        .put("version", glossary.version())
        .put("newest_version", newest)
        .put("obedience", share(glossary.segments()))
        .put("obeyed", glossary.segments().part())
        .put("segments", glossary.segments().all())
        .put(
            "terms",
            glossary.terms()
                .stream()
                .map(
                    term -> new Fields()
                        .put("term", term.term().source())
                        .put("translation", term.term().target())
                        .put("obeyed", term.segments().part())
                        .put("segments", term.segments().all())
                        .put(
                            "missed",
                            term.missed().stream().map(place -> place(place).map()).toList())
                        .map())
                .toList())
        .map();
  }

  private static Object lengths(LengthOutliers lengths) {
    return new Fields()
        .put("measured", lengths.measured())
        .put("median", lengths.median() == 0 ? null : rounded(lengths.median()))
        .put("outliers", lengths.count())
        .put(
            "farthest",
            lengths.farthest()
                .stream()
                .map(
                    one -> place(one.place())
                        .put("ratio", rounded(one.ratio()))
                        .put("usual_low", rounded(one.low()))
                        .put("usual_high", rounded(one.high()))
                        .map())
                .toList())
        .map();
  }

  private static Object alike(AlikeTexts alike) {
    return new Fields()
        .put("one", name(alike.one()).map())
        .put("next", name(alike.next()).map())
        .put("translations", rounded(alike.translations()))
        .put("sources", rounded(alike.sources()))
        .map();
  }

  private static Object repeated(RepeatedTexts repeated) {
    return new Fields()
        .put("paragraphs", repeated.alike().all())
        .put("alike", repeated.alike().part())
        .put("different", repeated.different().stream().map(QualityDocument::variants).toList())
        .map();
  }

  private static Object variants(RepeatedText text) {
    return new Fields()
        .put("times", text.times())
        .put(
            "translations",
            text.translations()
                .stream()
                .map(
                    variant -> place(variant.first()).put("times", variant.times()).map())
                .toList())
        .map();
  }

  private static Fields place(Example place) {
    return name(place.text())
        .put("segment", place.segment().isEmpty() ? null : place.segment())
        .put("source", place.source())
        .put("target", place.target());
  }

  private static Fields name(TextName name) {
    return new Fields()
        .put("subtask_id", name.subtask())
        .put("entity_type", name.entityType())
        .put("volume", name.volume())
        .put("seq", name.seq());
  }

  private static @Nullable Double share(Share share) {
    return share.all() == 0 ? null : rounded((double) share.part() / share.all());
  }

  private static double rounded(double number) {
    return Math.round(number * PLACES) / PLACES;
  }
}
