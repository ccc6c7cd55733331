package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.memory.MemoryEntry;

/**
 * Takes what is good of one reply of an engine: pairs its answers with the questions, judges each by the
 * checks, and leaves the others open with a reason. Without state of its own.
 */
final class ReplyReader {
  /** The word of its warning. */
  static final String MOVED = "moved";

  private final LanguagePair languages;
  private final TranslationEngine engine;
  private final SourceWords words;

  ReplyReader(LanguagePair languages, TranslationEngine engine, SourceWords words) {
    this.languages = languages;
    this.engine = engine;
    this.words = words;
  }

  /**
   * Takes an answer that was accepted before, unless the checks of today refuse it. What they warned of
   * stays, except that the glossary may be another one now.
   *
   * @return whether it was taken
   */
  boolean recall(Question question, MemoryEntry entry, ActiveTerms terms) {
    var told =
        Told.of(
            ActiveTerms.told(terms.in(question.text())), RequestContext.of(question.kind()));
    var judgement =
        Checks.judge(
            new Candidate(
                question.text(), entry.target(), question.isFragment(), languages, words, told));
    if (judgement.isAccepted()) {
      question.accept(
          entry.target(),
          Stream.concat(
              entry.warnings().stream().filter(warning -> !isOfGlossary(warning)),
              judgement.warnings().stream().filter(ReplyReader::isOfGlossary))
              .toList());
    }
    return judgement.isAccepted();
  }

  private static boolean isOfGlossary(String warning) {
    return warning.startsWith(GlossaryCheck.NAME + ":");
  }

  /** Accepts, doubts or refuses for each question what came back under its id or a neighbour's. */
  void read(
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
    var told = Told.in(request, engine);
    var pairs = pairs(chunk, answers, request.format());
    var places = Pairing.places(pairs);
    for (var i = 0; i < places.length; i++) {
      var question = chunk.get(i);
      if (places[i] != Pairing.NONE && answers.get(places[i]).size() == 1) {
        judge(
            question,
            CleanUp.of(
                question.text(),
                places[i] == i
                    ? pairs.get(i).target()
                    : decode(question, answers.get(places[i]).getFirst(), request.format()),
                languages),
            told, chunk.size() == 1);
        if (places[i] != i && !question.isOpen()) {
          question.warn(MOVED + ": the answer stood under the id of a segment beside it");
        }
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

  /**
   * @param isAlone
   *          whether the engine was asked for nothing else
   */
  void judge(Question question, String target, Told told, boolean isAlone) {
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
}
