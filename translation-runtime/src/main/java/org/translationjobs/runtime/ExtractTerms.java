package org.translationjobs.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.engine.CallEstimate;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.RequestContext.TextKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.pipeline.SegmentTexts;
import org.translationjobs.pipeline.terms.NameCandidates;
import org.translationjobs.pipeline.terms.NameTranslation;
import org.translationjobs.pipeline.terms.Occurrences;
import org.translationjobs.pipeline.terms.TermCandidate;

/**
 * Finds the names and terms of a novel before it is translated, and asks an engine for their
 * translations: by their capitals with any engine, by reading the novel with one that finds terms. Changes
 * no glossary. Thread-safe.
 */
public final class ExtractTerms {
  private static final int TEXTS_AT_ONCE = 50;

  /** Characters of a segment that is sent. */
  private static final int TEXT_BUDGET = 4_000;

  private final TranslationSystem system;

  ExtractTerms(TranslationSystem system) {
    this.system = system;
  }

  /**
   * What was found.
   *
   * @param terms
   *          the most frequent first; one that was translated in several ways stands several times, the
   *          first translation first
   * @param dropped
   *          what was not taken, by reasons
   * @param requests
   *          that were sent
   * @param answered
   *          of these
   * @param usage
   *          as far as the engine reported it
   * @param failures
   *          requests that were not answered, one line each
   * @param end
   *          why not all was asked; empty when all was. What was found and used until then is here
   */
  public record Found(
      List<Term> terms, Dropped dropped, int requests, int answered, Usage usage, List<
          String> failures,
      Optional<TranslationJobsException> end) {
    public Found {
      terms = List.copyOf(terms);
      failures = List.copyOf(failures);
    }
  }

  /**
   * @param invented
   *          not in the text that the engine was sent
   * @param rare
   *          stand less often in the novel than was asked for
   * @param unreadable
   *          answers that are no term
   */
  public record Dropped(int invented, int rare, int unreadable) {}

  /** The names that capitals tell, the most frequent first; nothing is sent. */
  public List<TermCandidate> candidates(NovelId novel, LanguagePair languages, int min) {
    var candidates = new NameCandidates();
    texts(novel, languages, text -> candidates.add(segments(text, languages)));
    return candidates.best(min);
  }

  /** What an engine will be sent to find the terms itself: requests and, rather too many, tokens. */
  public Usage estimate(NovelId novel, LanguagePair languages, TranslationEngine engine) {
    var sum = new Usage[] {Usage.NONE};
    texts(
        novel, languages,
        text -> requests(engine, languages, TextKind.TERMS, segments(text, languages))
            .forEach(request -> sum[0] = sum[0].plus(CallEstimate.of(request))));
    return sum[0];
  }

  /** Asks an engine for the translations of names, many in each request. */
  public Found translate(
      List<TermCandidate> candidates, LanguagePair languages, TranslationEngine engine)
      throws InterruptedException {
    var asking = new ExtractionCalls(engine, system.tasks());
    var bySource = new LinkedHashMap<String, TermCandidate>();
    candidates.forEach(candidate -> bySource.put(candidate.source(), candidate));
    var terms = new ArrayList<Term>();
    var unreadable = 0;
    var end = Optional.<TranslationJobsException>empty();
    try {
      for (var request : requests(
          engine, languages, TextKind.CONTENT, List.copyOf(bySource.keySet()))) {
        var answers = asking.ask(request);
        for (var i = 0; i < request.segments().size(); i++) {
          var candidate = bySource.get(request.segments().get(i).text());
          var term =
              candidate == null
                  ? Optional.<Term>empty()
                  : NameTranslation.of(candidate, answers.getOrDefault(i + 1, ""));
          term.ifPresent(terms::add);
          unreadable += term.isPresent() || answers.isEmpty() ? 0 : 1;
        }
      }
    } catch (TranslationJobsException e) {
      end = Optional.of(e);
    }
    return new Found(
        terms, new Dropped(0, 0, unreadable), asking.requests(), asking.answered(), asking.usage(),
        asking.failures(), end);
  }

  /**
   * Lets an engine read the novel and list its terms.
   *
   * @param progress
   *          is told after each text how many requests there were
   */
  public Found read(
      NovelId novel, LanguagePair languages, TranslationEngine engine, int min,
      IntConsumer progress)
      throws InterruptedException {
    var asking = new ExtractionCalls(engine, system.tasks());
    var found = new TermsSoFar();
    var end = Optional.<TranslationJobsException>empty();
    try {
      for (var page : pages(novel, languages)) {
        for (var text : page) {
          for (var request : requests(
              engine, languages, TextKind.TERMS, segments(text, languages))) {
            found.add(request, asking.ask(request));
          }
          progress.accept(asking.requests());
        }
      }
    } catch (TranslationJobsException e) {
      end = Optional.of(e);
    }
    var occurrences = new Occurrences(found.sources());
    try {
      texts(novel, languages, text -> segments(text, languages).forEach(occurrences::add));
    } catch (TranslationJobsException e) {
      return new Found(
          List.of(), new Dropped(0, 0, 0), asking.requests(), asking.answered(), asking.usage(),
          asking.failures(),
          Optional.of(e));
    }
    return new Found(
        found.terms(occurrences, min), found.dropped(occurrences, min), asking.requests(),
        asking.answered(), asking.usage(), asking.failures(), end);
  }

  private static List<String> segments(SourceText text, LanguagePair languages) {
    return SegmentTexts.of(text, languages.from(), TEXT_BUDGET);
  }

  private void texts(NovelId novel, LanguagePair languages, Consumer<SourceText> reader) {
    pages(novel, languages).forEach(page -> page.forEach(reader));
  }

  /** Fifty texts at a time, each read when it is asked for. */
  private Iterable<List<SourceText>> pages(NovelId novel, LanguagePair languages) {
    var entities = system.submissions().entities(novel, languages.from());
    return () -> Stream.iterate(0, at -> at < entities.size(), at -> at + TEXTS_AT_ONCE)
        .map(at -> entities.subList(at, Math.min(entities.size(), at + TEXTS_AT_ONCE)))
        .map(page -> {
          var texts = system.sourceTexts().read(page, languages.from());
          return page.stream().filter(texts::containsKey).map(texts::get).toList();
        })
        .iterator();
  }

  private List<EngineRequest> requests(
      TranslationEngine engine, LanguagePair languages, TextKind kind, List<String> texts) {
    var capabilities = engine.capabilities();
    var format =
        capabilities.formats().contains(SegmentFormat.PLAIN)
            ? SegmentFormat.PLAIN
            : capabilities.formats().iterator().next();
    var requests = new ArrayList<EngineRequest>();
    var segments = new ArrayList<EngineSegment>();
    var characters = 0;
    for (var i = 0; i <= texts.size(); i++) {
      var isEnd = i == texts.size();
      if (!segments.isEmpty()
          && (isEnd || segments.size() == capabilities.maxSegments()
              || characters + texts.get(i).length() > capabilities.maxCharacters())) {
        requests.add(
            new EngineRequest(
                languages, format, List.copyOf(segments), RequestContext.of(kind), List.of(),
                engine.planParameters(), system.settings().engineTimeout()));
        segments.clear();
        characters = 0;
      }
      if (!isEnd) {
        segments.add(new EngineSegment(segments.size() + 1, texts.get(i)));
        characters += texts.get(i).length();
      }
    }
    return requests;
  }
}
