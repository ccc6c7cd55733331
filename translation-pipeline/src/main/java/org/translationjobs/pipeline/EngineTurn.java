package org.translationjobs.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;

/**
 * What one engine makes of the open questions: asks for all, keeps every acceptable answer, asks
 * again for the rest as a group, in halves and alone. One use, one thread.
 */
final class EngineTurn {
  /** After so many calls in a row without one acceptable answer the engine is given up. */
  private static final int MAX_FRUITLESS_CALLS = 12;

  private final TranslationEngine engine;
  private final EngineCalls calls;
  private final LanguagePair languages;
  private final Map<String, String> parameters;
  private final Duration timeout;
  private final SourceWords words;
  private final Set<List<Integer>> asked = new HashSet<>();
  private final List<Integer> translatedInPieces = new ArrayList<>();
  private List<Question> text = List.of();
  private Usage usage = Usage.NONE;
  private int fruitlessCalls;
  private boolean wasUseful;

  EngineTurn(
      TranslationEngine engine, EngineCalls calls, LanguagePair languages,
      Map<String, String> parameters, Duration timeout, SourceWords words) {
    this.engine = engine;
    this.calls = calls;
    this.languages = languages;
    this.parameters = parameters;
    this.timeout = timeout;
    this.words = words;
  }

  /** The failure that ended the turn early, when it was the engine's own. */
  Optional<EngineReply.Failure> run(List<Question> questions) throws InterruptedException {
    text = questions;
    var formats = engine.capabilities().formats();
    var withMarkers =
        formats.contains(SegmentFormat.MARKED) || formats.contains(SegmentFormat.HTML);
    var whole = questions.stream().filter(q -> q.isOpen() && (withMarkers || !q.hasMarkers()));
    var failure = resolve(whole.toList(), format(formats));
    return failure.isPresent() ? failure : inPieces(questions, withMarkers, format(formats));
  }

  Usage usage() {
    return usage;
  }

  /** Whether at least one answer was accepted. */
  boolean wasUseful() {
    return wasUseful;
  }

  /** The ids of questions whose text was translated piece by piece between its markers. */
  List<Integer> translatedInPieces() {
    return translatedInPieces;
  }

  private static SegmentFormat format(Set<SegmentFormat> formats) {
    return formats.contains(SegmentFormat.MARKED)
        ? SegmentFormat.MARKED
        : formats.contains(SegmentFormat.HTML) ? SegmentFormat.HTML : SegmentFormat.PLAIN;
  }

  private RequestContext context(List<Question> chunk) {
    var kind = chunk.getLast().kind();
    return engine.capabilities().usesContext()
        ? new RequestContext(
            kind, "", List.of(), PrecedingTarget.before(chunk.getFirst(), text))
        : RequestContext.of(kind);
  }

  private Optional<EngineReply.Failure> resolve(List<Question> questions, SegmentFormat format)
      throws InterruptedException {
    asked.clear();
    fruitlessCalls = 0;
    var open = questions;
    var size = Integer.MAX_VALUE;
    var again = true;
    while (!open.isEmpty()) {
      for (var chunk : Chunks.of(open, engine.capabilities(), size)) {
        var failure = ask(chunk, format);
        if (failure.isPresent()) {
          return failure;
        }
        if (fruitlessCalls >= MAX_FRUITLESS_CALLS) {
          return Optional.empty();
        }
      }
      if (size == 1) {
        return Optional.empty();
      }
      var failure = askAlone(questions, format);
      if (failure.isPresent()) {
        return failure;
      }
      open = questions.stream().filter(Question::isOpen).toList();
      if (again) {
        again = false;
      } else {
        size = (Math.min(size, Math.max(1, open.size())) + 1) / 2;
      }
    }
    return Optional.empty();
  }

  private Optional<EngineReply.Failure> askAlone(List<Question> questions, SegmentFormat format)
      throws InterruptedException {
    for (var question : questions) {
      var failure =
          question.isOpen() && question.isDoubted()
              ? ask(List.of(question), format)
              : Optional.<EngineReply.Failure>empty();
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  private Optional<EngineReply.Failure> ask(List<Question> chunk, SegmentFormat format)
      throws InterruptedException {
    var isNew = asked.add(chunk.stream().map(Question::id).toList());
    if (!isNew && engine.capabilities().deterministic()) {
      return Optional.empty();
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted between two engine calls");
    }
    switch (calls.call(engine, request(chunk, format))) {
      case EngineReply.Failure failure -> {
        if (failure.kind().owner() == FailureKind.Owner.ENGINE) {
          return Optional.of(failure);
        }
        chunk.forEach(q -> q.refuse(failure.kind() + ": " + failure.message()));
      }
      case EngineReply.Translated(var segments, var used) -> {
        usage = usage.plus(used);
        consider(chunk, segments, format);
      }
    }
    var useful = chunk.stream().anyMatch(q -> !q.isOpen());
    wasUseful |= useful;
    fruitlessCalls = useful ? 0 : fruitlessCalls + 1;
    return Optional.empty();
  }

  private EngineRequest request(List<Question> chunk, SegmentFormat format) {
    return new EngineRequest(
        languages,
        format,
        chunk.stream()
            .map(q -> new EngineSegment(q.id(), WireText.encode(q.text(), format)))
            .toList(),
        context(chunk),
        List.of(),
        parameters,
        timeout);
  }

  private void consider(List<Question> chunk, List<EngineSegment> answers, SegmentFormat format) {
    var byId = new HashMap<Integer, List<String>>();
    chunk.forEach(q -> byId.put(q.id(), new ArrayList<>(1)));
    for (var answer : answers) {
      var known = byId.get(answer.id());
      if (known == null) {
        chunk.forEach(
            q -> q.refuse("ids: the answer has segment " + answer.id() + ", not asked for"));
        return;
      }
      known.add(answer.text());
    }
    for (var question : chunk) {
      consider(
          question, byId.getOrDefault(question.id(), List.of()), chunk.size() == 1, format);
    }
  }

  private void consider(
      Question question, List<String> answers, boolean isAlone, SegmentFormat format) {
    if (answers.size() != 1) {
      question.refuse("ids: " + (answers.isEmpty() ? "no" : answers.size()) + " answers");
      return;
    }
    judge(
        question,
        WireText.decode(answers.getFirst(), question.text(), format).strip(), isAlone);
  }

  private void judge(Question question, String target, boolean isAlone) {
    var judgement =
        Checks.judge(
            new Candidate(question.text(), target, question.isFragment(), languages, words));
    if (!judgement.isAccepted()) {
      question.refuse(judgement.refusal());
    } else if (judgement.isDoubted() && !isAlone) {
      question.doubt(judgement.doubt());
    } else {
      question.accept(target, judgement.warnings());
    }
  }

  /** The last resort for text with markers: what stands between them, each for itself. */
  private Optional<EngineReply.Failure> inPieces(
      List<Question> questions, boolean onlyWithLostMarkers, SegmentFormat format)
      throws InterruptedException {
    var cut = new ArrayList<CutQuestion>();
    var pieces = new ArrayList<Question>();
    for (var question : questions) {
      var lost = question.refusal().startsWith(MarkersCheck.NAME);
      if (question.isOpen() && question.hasMarkers() && (lost || !onlyWithLostMarkers)) {
        var one = CutQuestion.of(question, pieces.size() + 1);
        cut.add(one);
        pieces.addAll(one.pieces());
      }
    }
    var failure = resolve(pieces, format);
    for (var one : cut) {
      if (one.pieces().stream().noneMatch(Question::isOpen)) {
        judge(one.question(), one.together(), true);
        if (!one.question().isOpen()) {
          translatedInPieces.add(one.question().id());
        }
      } else {
        one.pieces()
            .stream()
            .filter(Question::isOpen)
            .findFirst()
            .ifPresent(piece -> one.question().refuse(piece.refusal()));
      }
    }
    return failure;
  }
}
