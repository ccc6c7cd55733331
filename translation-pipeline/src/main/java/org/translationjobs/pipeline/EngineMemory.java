package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.GlossaryTerm;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.TranslationMemory;

/**
 * What one engine answered before to the questions of one text. Its accepted answers are kept reply
 * by reply, so that a crash repays only what was under way. One use, one thread.
 */
final class EngineMemory {
  private final TranslationMemory memory;
  private final Assignment assignment;
  private final String engine;
  private final Recollection recollection;
  private final Map<Integer, MemoryKey> keys;
  private final Map<Integer, MemoryKey> answered = new HashMap<>();
  private final Set<Integer> kept = new HashSet<>();
  private final List<MemoryEntry> unwritten = new ArrayList<>();

  /**
   * @param recollection
   *          of the same memory
   * @param keys
   *          as {@link #keys} makes them
   * @param questions
   *          of the whole text, in reading order
   */
  EngineMemory(
      TranslationMemory memory,
      Recollection recollection,
      Assignment assignment,
      TranslationEngine engine,
      Map<Integer, MemoryKey> keys,
      List<Question> questions) {
    this.memory = memory;
    this.recollection = recollection;
    this.assignment = assignment;
    this.engine = engine.name();
    this.keys = keys;
    // an answer of an engine before this one is not this one's
    questions.stream().filter(q -> !q.isOpen()).map(Question::id).forEach(kept::add);
  }

  /** Under which keys the memory has an engine's answers to the questions of a text, by their ids. */
  static Map<Integer, MemoryKey> keys(
      Assignment assignment,
      TranslationEngine engine,
      SegmentFormat format,
      ActiveTerms terms,
      List<Question> questions) {
    var keys = new HashMap<Integer, MemoryKey>();
    var usesContext = engine.capabilities().usesContext();
    var capabilities = engine.capabilities();
    for (var i = 0; i < questions.size(); i++) {
      var question = questions.get(i);
      var before =
          usesContext && i > 0 && questions.get(i - 1).kind() == question.kind()
              ? questions.get(i - 1).text()
              : "";
      keys.put(
          question.id(),
          MemoryKey.of(
              engine.name(), assignment.plan(), assignment.languages(), question.kind(), format,
              question.text(), printed(terms.in(question.text()), capabilities),
              before));
    }
    return keys;
  }

  /**
   * Those that the engine is told of: all, or only the characters where it reads no more than the
   * context.
   */
  private static List<GlossaryTerm> printed(
      List<Term> terms, EngineCapabilities capabilities) {
    return terms.stream()
        .filter(
            term -> capabilities.usesGlossary()
                || (capabilities.usesContext() && term.kind() == Term.Kind.CHARACTER))
        .map(ChangedTerms::told)
        .toList();
  }

  /**
   * What is remembered of the open questions, by their ids.
   *
   * @throws UnavailableException
   *           when the memory cannot be asked; asking the engine instead could be paying twice
   */
  Map<Integer, MemoryEntry> recall(List<Question> open) {
    var found = recollection.find(open.stream().map(this::key).toList());
    var recalled = new HashMap<Integer, MemoryEntry>();
    for (var question : open) {
      var entry = found.get(key(question));
      if (entry != null) {
        recalled.put(question.id(), entry);
      }
    }
    return recalled;
  }

  /** An answer from the memory need not be written into it. */
  void isKnown(Question question) {
    kept.add(question.id());
    answered.put(question.id(), key(question));
  }

  /** The keys of the questions that this engine answered, by the questions' ids. */
  Map<Integer, MemoryKey> answered() {
    return answered;
  }

  /** Writes the answers that were accepted since; what cannot be written now is written later. */
  void keep(List<Question> questions) {
    for (var question : questions) {
      if (!question.isOpen() && keys.containsKey(question.id()) && kept.add(question.id())) {
        answered.put(question.id(), key(question));
        unwritten.add(
            new MemoryEntry(
                key(question), assignment.languages(), assignment.source().entity(),
                question.text(), question.answer(), engine, question.warnings()));
      }
    }
    if (unwritten.isEmpty()) {
      return;
    }
    try {
      memory.remember(assignment.novel(), List.copyOf(unwritten));
      unwritten.clear();
    } catch (UnavailableException e) {
      // kept for the next reply: the text itself is not lost, only what a crash would repay grows
    }
  }

  private MemoryKey key(Question question) {
    var key = keys.get(question.id());
    if (key == null) {
      throw new IllegalArgumentException("a part of a segment is not remembered by itself");
    }
    return key;
  }
}
