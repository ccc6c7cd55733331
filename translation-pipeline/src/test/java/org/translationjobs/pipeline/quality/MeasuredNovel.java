package org.translationjobs.pipeline.quality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.text.SourceText;

/** Chapters of paragraphs with their translations, and what the report says of them. */
final class MeasuredNovel {
  private final List<MeasuredText> texts = new ArrayList<>();
  private final List<Term> terms = new ArrayList<>();
  private String lang = "en";

  MeasuredNovel from(String language) {
    lang = language;
    return this;
  }

  /** @param lines source and translation by turns */
  MeasuredNovel chapter(String... lines) {
    var sources = new ArrayList<String>();
    var targets = new ArrayList<String>();
    for (var i = 0; i < lines.length; i += 2) {
      sources.add(lines[i]);
      targets.add(lines[i + 1]);
    }
    return chapter(sources, targets, List.of());
  }

  MeasuredNovel chapter(List<String> sources, List<String> targets, List<String> warnings) {
    var number = texts.size() + 1;
    texts.add(
        new MeasuredText(
            new TextName(
                new SubtaskId(new UUID(2, number)), "chapter", Optional.empty(),
                Optional.of(number)),
            text(number, sources), text(number, targets), warnings));
    return this;
  }

  /** The same chapter many times would not be a novel; the same paragraph may be. */
  MeasuredNovel paragraphs(int times, String source, String target) {
    return chapter(
        Collections.nCopies(times, source), Collections.nCopies(times, target), List.of());
  }

  MeasuredNovel term(String source, String target) {
    terms.add(new Term(source, target, Term.Kind.TERM, "", false, Term.Origin.PERSON));
    return this;
  }

  QualityReport report() {
    return report(10);
  }

  QualityReport report(int atMost) {
    var survey = new NovelSurvey(lang);
    texts.forEach(text -> survey.add(text.source()));
    var glossary = terms.isEmpty() ? Glossary.EMPTY : new Glossary(7, terms);
    var measure = new QualityMeasure(survey, lang, Integer.MAX_VALUE, glossary, atMost);
    texts.forEach(measure::add);
    return measure.report();
  }

  private static SourceText text(int number, List<String> paragraphs) {
    return new SourceText(
        new EntityRef(EntityType.CHAPTER, new UUID(1, number)), null,
        paragraphs.stream().map(text -> "<p>" + text + "</p>").collect(Collectors.joining("\n")),
        "1");
  }
}
