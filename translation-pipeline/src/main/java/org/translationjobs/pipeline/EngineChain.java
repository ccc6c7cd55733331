package org.translationjobs.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.EngineReply.Failure;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.RememberedText;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.run.Plan;

/**
 * Takes the engines of a plan one after the other until every segment has an accepted counterpart.
 * One use, one thread.
 */
final class EngineChain {
  private static final int MAX_WARNINGS = 100;

  private final Map<String, TranslationEngine> available;
  private final Assignment assignment;
  private final Plan plan;
  private final EngineCalls calls;
  private final Duration timeout;
  private final TranslationMemory memory;
  private final Recollection recollection;
  private final ActiveTerms terms;
  private final Map<String, Failure> failures = new LinkedHashMap<>();
  private final List<String> usedEngines = new ArrayList<>();
  private final List<Integer> translatedInPieces = new ArrayList<>();
  private final Map<String, Map<Integer, MemoryKey>> keysOfEngines = new HashMap<>();
  private final Map<Integer, MemoryKey> answered = new HashMap<>();
  private Usage usage = Usage.NONE;

  EngineChain(
      Map<String, TranslationEngine> available, Assignment assignment, EngineCalls calls,
      Duration timeout, TranslationMemory memory, ActiveTerms terms) {
    this.available = available;
    this.assignment = assignment;
    this.plan = assignment.plan();
    this.calls = calls;
    this.timeout = timeout;
    this.memory = memory;
    this.recollection = new Recollection(memory, assignment.novel());
    this.terms = terms;
  }

  Translation translate(SourceDocuments source) throws InterruptedException {
    var segments = source.segments();
    var questions =
        segments.stream().map(s -> Question.of(s.id(), s.source(), s.kind())).toList();
    var words = new SourceWords(segments.stream().map(Segment::source).toList());
    var imported = new ImportedTranslations(assignment, words, terms, questions);
    recollect(questions, imported);
    imported.answer(recollection);
    answered.putAll(imported.answered());
    if (!imported.answered().isEmpty()) {
      usedEngines.add(MemoryEntry.IMPORTED);
    }
    for (var name : plan.engines()) {
      if (questions.stream().noneMatch(Question::isOpen)) {
        break;
      }
      turn(name, questions, words);
    }
    return questions.stream().anyMatch(Question::isOpen)
        ? failure(segments, questions)
        : accepted(source, questions, imported);
  }

  /** Asks at once for all that is surely asked: what people imported, what the first engine answered. */
  private void recollect(List<Question> questions, ImportedTranslations imported) {
    var keys = new ArrayList<>(imported.keys());
    Optional.ofNullable(available.get(plan.engines().getFirst()))
        .ifPresent(first -> keys.addAll(keys(first, questions).values()));
    recollection.find(keys);
  }

  private Map<Integer, MemoryKey> keys(TranslationEngine engine, List<Question> questions) {
    return keysOfEngines.computeIfAbsent(
        engine.name(),
        name -> EngineMemory.keys(
            assignment, engine, EngineTurn.format(engine.capabilities().formats()), terms,
            questions));
  }

  private void turn(String name, List<Question> questions, SourceWords words)
      throws InterruptedException {
    var engine = available.get(name);
    if (engine == null) {
      failures.put(
          name,
          Failure.of(
              FailureKind.UNAVAILABLE,
              "the engine '" + name + "' is not set up on this worker, which has "
                  + available.keySet().stream().sorted().toList()));
      return;
    }
    var own =
        new EngineMemory(
            memory, recollection, assignment, engine, keys(engine, questions), questions);
    var turn = new EngineTurn(engine, calls, assignment, timeout, words, own, terms, questions);
    turn.run().ifPresent(failure -> failures.put(name, failure));
    usage = usage.plus(turn.usage());
    translatedInPieces.addAll(turn.translatedInPieces());
    answered.putAll(turn.answered());
    if (turn.wasUseful()) {
      usedEngines.add(name);
    }
  }

  private Translation accepted(
      SourceDocuments source, List<Question> questions, ImportedTranslations imported) {
    var text = source.assemble(questions.stream().map(Question::answer).toList());
    var difference = source.difference(text);
    if (difference.isPresent()) {
      return new Translation.Rejected(
          "the markup of the translation differs from the source's: " + difference.get(),
          isDeterministic(), usage);
    }
    note(questions);
    var engine = usedEngines.isEmpty() ? plan.engines().getFirst() : String.join("+", usedEngines);
    return new Translation.Accepted(
        text, engine, warnings(source.segments(), questions, imported), usage);
  }

  /** Lets this text be found by what stands in it; without that it is only found by its job. */
  private void note(List<Question> questions) {
    if (answered.size() < questions.size()) {
      return;
    }
    var source = assignment.source();
    try {
      memory.note(
          assignment.novel(), assignment.languages(),
          new RememberedText(source.entity(), source.hash(), Set.copyOf(answered.values())));
    } catch (UnavailableException e) {
      // the text is not lost by that
    }
  }

  private List<String> warnings(
      List<Segment> segments, List<Question> questions, ImportedTranslations imported) {
    var warnings = new ArrayList<String>();
    var consistency = new Consistency();
    for (var i = 0; i < segments.size() && warnings.size() < MAX_WARNINGS; i++) {
      for (var warning : questions.get(i).warnings()) {
        warnings.add(segments.get(i).label() + ": " + warning);
      }
      var label = segments.get(i).label();
      imported.warning(questions.get(i)).ifPresent(warning -> warnings.add(label + ": " + warning));
      consistency.warning(segments.get(i).source(), questions.get(i).answer())
          .ifPresent(warning -> warnings.add(label + ": " + warning));
    }
    if (!translatedInPieces.isEmpty()) {
      warnings.add(
          translatedInPieces.size()
              + " segments were translated piece by piece to keep their inline markup, first "
              + segments.get(translatedInPieces.getFirst() - 1).label());
    }
    return warnings;
  }

  /**
   * An engine that is down might have done what the others did badly: then nobody's attempt is
   * spent. An engine that does not know the language pair never will.
   */
  private Translation failure(List<Segment> segments, List<Question> questions) {
    var waiting =
        failures.entrySet()
            .stream()
            .filter(f -> f.getValue().kind() != FailureKind.UNSUPPORTED_PAIR)
            .toList();
    var wasJudged = failures.size() < plan.engines().size();
    if (waiting.isEmpty() && wasJudged) {
      return rejected(segments, questions);
    }
    var candidates = waiting.isEmpty() ? List.copyOf(failures.entrySet()) : waiting;
    var chosen =
        candidates.stream()
            .filter(f -> f.getValue().retryAfter().isPresent())
            .findFirst()
            .orElse(candidates.getFirst());
    return new Translation.EngineDown(chosen.getKey(), chosen.getValue(), usage);
  }

  private Translation rejected(List<Segment> segments, List<Question> questions) {
    var open = questions.stream().filter(Question::isOpen).toList();
    var first = open.getFirst();
    var segment = segments.get(first.id() - 1);
    var others = open.size() > 1 ? " (and " + (open.size() - 1) + " more segments)" : "";
    return new Translation.Rejected(
        segment.label() + others + ": " + first.refusal() + "; source "
            + Excerpt.of(Markers.strip(segment.source())),
        isDeterministic(), usage);
  }

  /** Whether asking again would bring the same answers. */
  private boolean isDeterministic() {
    return plan.engines()
        .stream()
        .map(name -> Optional.ofNullable(available.get(name)))
        .allMatch(engine -> engine.isPresent() && engine.get().capabilities().deterministic());
  }
}
