package org.translationjobs.pipeline;

import java.time.Duration;
import java.util.ArrayList;
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

/**
 * What one engine makes of the open questions: asks for all, keeps every acceptable answer, asks
 * again for the rest as a group, in halves and alone. Answers that stand under a neighbour's id are put
 * right or asked for again, see {@link Pairing}. One use, one thread.
 */
final class EngineTurn {
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
  private final ActiveTerms terms;
  private final List<Question> text;
  private final EngineMemory memory;
  private final ReplyReader reader;
  private final Set<List<Integer>> asked = new HashSet<>();
  private final List<Integer> translatedInPieces = new ArrayList<>();
  private Usage usage = Usage.NONE;
  private int fruitlessCalls;
  private boolean isSplitNeeded;
  private boolean wasUseful;

  EngineTurn(
      TranslationEngine engine, EngineCalls calls, Assignment assignment, Duration timeout,
      SourceWords words, EngineMemory memory, ActiveTerms terms, List<Question> questions) {
    this.engine = engine;
    this.calls = calls;
    this.assignment = assignment;
    this.languages = assignment.languages();
    this.timeout = timeout;
    this.terms = terms;
    this.text = questions;
    this.memory = memory;
    this.reader = new ReplyReader(languages, engine, words);
  }

  /** The failure that ended the turn early, when it was the engine's own. */
  Optional<EngineReply.Failure> run() throws InterruptedException {
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
      if (entry != null && reader.recall(question, entry, terms)) {
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

  /** In which form an engine that takes these gets the segments. */
  static SegmentFormat format(Set<SegmentFormat> formats) {
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
        reader.read(chunk, segments, request);
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
        reader.judge(one.question(), one.together(), Told.NOTHING, true);
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
