package org.translationjobs.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.memory.MemoryKey;

/**
 * Translations that a person imported, taken in the place of any engine's for segments with the very
 * same text. One use, one thread.
 */
final class ImportedTranslations {
  private static final Pattern LINE_BREAK = Pattern.compile("\\s*[\\r\\n]\\s*");

  private final Assignment assignment;
  private final SourceWords words;
  private final ActiveTerms terms;
  private final List<Question> questions;
  private final List<MemoryKey> keys;
  private final Map<Integer, String> refusals = new HashMap<>();
  private final Map<Integer, MemoryKey> answered = new HashMap<>();

  ImportedTranslations(
      Assignment assignment, SourceWords words, ActiveTerms terms, List<Question> questions) {
    this.assignment = assignment;
    this.words = words;
    this.terms = terms;
    this.questions = questions;
    this.keys =
        questions.stream()
            .map(q -> MemoryKey.imported(assignment.languages(), q.text()))
            .toList();
  }

  /** Under which keys the memory may have translations of the questions, one for each. */
  List<MemoryKey> keys() {
    return keys;
  }

  /** Answers the questions, as far as the checks let it. */
  void answer(Recollection memory) {
    var found = memory.find(keys);
    for (var i = 0; i < keys.size(); i++) {
      var entry = found.get(keys.get(i));
      if (entry != null) {
        judge(questions.get(i), keys.get(i), lines(questions.get(i), entry.target()));
      }
    }
  }

  /** Where the text has no line breaks, those of a file are its tool's. */
  private static String lines(Question question, String target) {
    return question.text().indexOf('\n') < 0 ? LINE_BREAK.matcher(target).replaceAll(" ")
        : target;
  }

  private void judge(Question question, MemoryKey key, String target) {
    var told =
        Told.of(
            ActiveTerms.told(terms.in(question.text())), RequestContext.of(question.kind()));
    var judgement =
        Checks.judge(
            new Candidate(
                question.text(), target, question.isFragment(), assignment.languages(), words,
                told));
    if (judgement.isAccepted()) {
      question.accept(target, judgement.warnings());
      answered.put(question.id(), key);
    } else {
      refusals.put(question.id(), judgement.refusal());
    }
  }

  /** The keys of the questions that they answered, by the questions' ids. */
  Map<Integer, MemoryKey> answered() {
    return answered;
  }

  /** That the translation of a segment was not taken, and why. */
  Optional<String> warning(Question question) {
    return Optional.ofNullable(refusals.get(question.id()))
        .map(refusal -> "memory: the imported translation was not taken: " + refusal);
  }
}
