package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.text.SourceText;

/** What the parts of a glossary add to an estimate; how near it comes is measured with the engine. */
class WorkEstimateTest {
  private static final String CONTENT =
      IntStream.range(0, 40)
          .mapToObj(i -> "Darcy saw paragraph " + i + " and Darcy left it as it was.")
          .collect(Collectors.joining("\n\n"));

  @Test
  void charactersGoWithEveryRequestOfAnEngineWithContext() {
    var without = estimate(true);
    var one = estimate(true, term("Jane", Term.Kind.CHARACTER)) - without;
    assertThat(one).isBetween(4L * 4, 4L * 12);
    assertThat(estimate(true, term("Jane", Term.Kind.TERM))).isEqualTo(without);
    assertThat(estimate(false, term("Jane", Term.Kind.CHARACTER))).isEqualTo(estimate(false));
  }

  @Test
  void aTermGoesOnceWithEachRequestInWhichItStands() {
    var one = estimate(false, term("Darcy", Term.Kind.TERM)) - estimate(false);
    assertThat(one).isBetween(4L * 4, 4L * 12);
  }

  private static long estimate(boolean usesContext, Term... terms) {
    var capabilities =
        new EngineCapabilities(
            Set.of(SegmentFormat.MARKED), 10, 200_000, 1, usesContext, true, false);
    var estimate =
        new WorkEstimate(
            capabilities, Translations.EN_ES, new Glossary(1, List.of(terms)), "");
    estimate.add(
        new SourceText(new EntityRef(EntityType.CHAPTER, new UUID(0, 1)), null, CONTENT, "1"));
    Usage usage = estimate.sum().usage();
    assertThat(usage.calls()).isEqualTo(4);
    return usage.inputTokens();
  }

  private static Term term(String source, Term.Kind kind) {
    return new Term(source, source, kind, "", false, Term.Origin.PERSON);
  }
}
