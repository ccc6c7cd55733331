package org.translationjobs.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.translationjobs.core.engine.Assignment;
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
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.TranslationMemory;

/**
 * What one engine makes of the open questions: asks for all, keeps every acceptable answer, asks
 * again for the rest as a group, in halves and alone. Answers that stand under a neighbour's id are put
 * right or asked for again, see {@link Pairing}. One use, one thread.
 */
final class EngineTurn {
  /** The word of its warning. */
  static final String MOVED = "moved";

  /** After so many calls in a row without one acceptable answer the engine is given up. */
  private static final int MAX_FRUITLESS_CALLS = 12;

  /** How often an engine that may answer differently is asked for a single segment at last. */
  private static final int TIMES_ALONE = 4;

  /** So many rounds may leave more than that, before the rest is split. */
  private static final int PATIENCE = 2;

  /** As long as a round leaves no greater part of its questions open, the rest need not be split. */
  private static final double FEW_LEFT = 0.5;

  private final TranslationEngine engine;
  private final EngineCalls calls;
  private final Assignment assignment;
  private final LanguagePair languages;
  private final Duration timeout;
  private final SourceWords words;
  private final ActiveTerms terms;
  private final List<Question> text;
  private final EngineMemory memory;
  private final Set<List<Integer>> asked = new HashSet<>();
  private final List<Integer> translatedInPieces = new ArrayList<>();
  private Usage usage = Usage.NONE;
  private int fruitlessCalls;
  private boolean isSplitNeeded;
  private boolean wasUseful;

  EngineTurn(
      TranslationEngine engine, EngineCalls calls, Assignment assignment, Duration timeout,
      SourceWords words, TranslationMemory memory, ActiveTerms terms, List<Question> questions) {
    this.engine = engine;
    this.calls = calls;
    this.assignment = assignment;
    this.languages = assignment.languages();
    this.timeout = timeout;
    this.words = words;
    this.terms = terms;
    this.text = questions;
    this.memory =
        new EngineMemory(
            memory, assignment, engine, format(engine.capabilities().formats()), terms,
            questions);
  }

  /** The failure that ended the turn early, when it was the engine's own. */
  Optional<EngineReply.Failure> run() throws InterruptedException {
    // what others answered is not this engine's to remember
    text.stream().filter(q -> !q.isOpen()).forEach(memory::isKnown);
    recall(text.stream().filter(Question::isOpen).toList());
    try {
      return askForOpenOnes();
    } finally {
      memory.keep(text);
    }
  }

  /** Takes what the engine answered before, as far as the checks of today accept it. */
  private void recall(List<Question> open) {
    var recalled = memory.recall(open);
    for (var question : open) {
      var entry = recalled.get(question.id());
      if (entry != null
          && Checks.judge(
              new Candidate(
                  question.text(), entry.target(), question.isFragment(), languages, words))
              .isAccepted()) {
        question.accept(entry.target(), entry.warnings());
        memory.isKnown(question);
        wasUseful = true;
      }
    }
  }

  private Optional<EngineReply.Failure> askForOpenOnes() throws InterruptedException {
    var formats = engine.capabilities().formats();
    var withMarkers =
        formats.contains(SegmentFormat.MARKED) || formats.contains(SegmentFormat.HTML);
    var whole = text.stream().filter(q -> q.isOpen() && (withMarkers || !q.hasMarkers()));
    var failure = resolve(whole.toList(), format(formats));
    return failure.isPresent() ? failure : inPieces(text, withMarkers, format(formats));
  }

  Usage usage() {
    return usage;
  }

  /** Under which keys the memory has what this engine answered, by the questions' ids. */
  Map<Integer, MemoryKey> answered() {
    return memory.answered();
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
        ? BookContext.of(assignment, terms)
            .with(
                kind,
                PrecedingTarget.before(
                    chunk.getFirst(), text, chunk.stream().allMatch(Question::wasAsked)))
        : RequestContext.of(kind);
  }

  private Optional<EngineReply.Failure> resolve(List<Question> questions, SegmentFormat format)
      throws InterruptedException {
    asked.clear();
    fruitlessCalls = 0;
    var open = questions;
    var size = Integer.MAX_VALUE;
    var patience = 1;
    var timesAlone = 0;
    while (!open.isEmpty()) {
      var before = open.size();
      isSplitNeeded = false;
      var failure = askAll(open, format, size);
      if (failure.isEmpty()) {
        failure = askAlone(questions, format);
      }
      if (failure.isPresent() || fruitlessCalls >= MAX_FRUITLESS_CALLS) {
        return failure;
      }
      if (size == 1 && (engine.capabilities().deterministic() || ++timesAlone == TIMES_ALONE)) {
        return Optional.empty();
      }
      open = questions.stream().filter(Question::isOpen).toList();
      if (isSplitNeeded || open.size() > before * FEW_LEFT) {
        if (patience-- == 0) {
          size = (Math.min(size, Math.max(1, open.size())) + 1) / 2;
          patience = isSplitNeeded ? 0 : PATIENCE;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<EngineReply.Failure> askAll(
      List<Question> questions, SegmentFormat format, int size) throws InterruptedException {
    var chunks = Chunks.of(questions, engine.capabilities(), size);
    for (var i = 0; i < chunks.size() && fruitlessCalls < MAX_FRUITLESS_CALLS; i++) {
      var isLast = i > 0 && i == chunks.size() - 1;
      var failure =
          ask(isLast ? withOpenOnes(chunks.get(i), questions, size) : chunks.get(i), format);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  /**
   * The last chunk together with what is open of those before it, where there is room: an engine that is
   * told much beside the text costs that in every request.
   */
  private List<Question> withOpenOnes(List<Question> last, List<Question> questions, int size) {
    var open = questions.stream().filter(Question::isOpen).toList();
    return engine.capabilities().usesContext()
        && Chunks.of(open, engine.capabilities(), size).size() == 1 ? open : last;
  }

  /**
   * Asks again for what was doubted. To an engine that is told much beside the text, that goes along with
   * the next request for others, as long as there is one.
   */
  private Optional<EngineReply.Failure> askAlone(List<Question> questions, SegmentFormat format)
      throws InterruptedException {
    var open = questions.stream().filter(Question::isOpen).toList();
    if (engine.capabilities().usesContext() && !open.stream().allMatch(Question::isDoubted)) {
      return Optional.empty();
    }
    for (var question : open) {
      var failure =
          question.isDoubted()
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
    var request = request(chunk, format);
    switch (calls.call(engine, request)) {
      case EngineReply.Failure failure -> {
        if (failure.kind().owner() == FailureKind.Owner.ENGINE) {
          return Optional.of(failure);
        }
        isSplitNeeded = true;
        chunk.forEach(q -> q.refuse(failure.kind() + ": " + failure.message()));
      }
      case EngineReply.Translated(var segments, var used) -> {
        usage = usage.plus(used);
        consider(chunk, segments, request);
        memory.keep(chunk.stream().filter(q -> !q.isFragment()).toList());
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
        ActiveTerms.told(
            terms.in(chunk.stream().map(Question::text).collect(Collectors.joining("\n")))),
        assignment.plan().parametersOf(engine.name()),
        timeout);
  }

  private void consider(
      List<Question> chunk, List<EngineSegment> segments, EngineRequest request) {
    var byId = new HashMap<Integer, List<String>>();
    chunk.forEach(q -> byId.put(q.id(), new ArrayList<>(1)));
    for (var segment : segments) {
      var known = byId.get(segment.id());
      if (known == null) {
        chunk.forEach(
            q -> q.refuse("ids: the answer has segment " + segment.id() + ", not asked for"));
        return;
      }
      known.add(segment.text());
    }
    var answers =
        chunk.stream().map(q -> byId.getOrDefault(q.id(), List.of())).toList();
    var places = Pairing.places(pairs(chunk, answers, request.format()));
    for (var i = 0; i < places.length; i++) {
      var question = chunk.get(i);
      if (places[i] != Pairing.NONE && answers.get(places[i]).size() == 1) {
        judge(
            question, decode(question, answers.get(places[i]).getFirst(), request.format()),
            request, places[i] != i);
      } else if (answers.get(i).size() != 1) {
        question.refuse(
            "ids: " + (answers.get(i).isEmpty() ? "no" : answers.get(i).size()) + " answers");
      } else {
        question.refuse("pairing: the answer may belong to a segment beside it");
      }
    }
  }

  private static List<Pairing.Pair> pairs(
      List<Question> chunk, List<List<String>> answers, SegmentFormat format) {
    var pairs = new ArrayList<Pairing.Pair>();
    for (var i = 0; i < chunk.size(); i++) {
      var question = chunk.get(i);
      var target =
          answers.get(i).size() == 1 ? decode(question, answers.get(i).getFirst(), format) : "";
      pairs.add(new Pairing.Pair(question.text(), target));
    }
    return pairs;
  }

  private static String decode(Question question, String answer, SegmentFormat format) {
    return ReplyText.clean(
        question.text(), WireText.decode(answer, question.text(), format).strip());
  }

  /** @param isMoved whether the answer stood under the id of a segment beside it */
  private void judge(Question question, String target, EngineRequest request, boolean isMoved) {
    var isAlone = request.segments().size() == 1;
    judge(question, target, Told.in(request, engine.capabilities()), isAlone);
    if (isMoved && !question.isOpen()) {
      question.warn(MOVED + ": the answer stood under the id of a segment beside it");
    }
  }

  private void judge(Question question, String target, Told told, boolean isAlone) {
    var judgement =
        Checks.judge(
            new Candidate(
                question.text(), target, question.isFragment(), languages, words, told));
    if (!judgement.isAccepted()) {
      question.refuse(judgement.refusal());
    } else if (judgement.isDoubted() && !(isAlone && isConfirmed(question, judgement.doubt()))) {
      question.doubt(judgement.doubt());
    } else {
      question.accept(target, judgement.warnings());
    }
  }

  /** Whether the engine was asked before and gave cause for the same doubt. */
  private boolean isConfirmed(Question question, String doubt) {
    return engine.capabilities().deterministic()
        || question.isFragment()
        || question.wasDoubtedLike(doubt);
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
        judge(one.question(), one.together(), Told.NOTHING, true);
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
