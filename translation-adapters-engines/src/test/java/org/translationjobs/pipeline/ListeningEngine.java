package org.translationjobs.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.text.SourceText;

/**
 * Passes on another engine's answers and reads each reply as the pipeline does, to tell which segments
 * were refused at least once. For one thread.
 */
public final class ListeningEngine implements TranslationEngine {
  private final TranslationEngine engine;
  private final Map<String, String> refused = new TreeMap<>();
  private SourceWords words = new SourceWords(List.of());

  public ListeningEngine(TranslationEngine engine) {
    this.engine = engine;
  }

  /** The next requests are for this text. */
  public void begin(SourceText source, String language) {
    refused.clear();
    var documents = new Documents(Locale.of(language), capabilities().maxCharacters());
    words =
        new SourceWords(
            SourceDocuments.of(source, documents)
                .segments()
                .stream()
                .map(Segment::source)
                .toList());
  }

  /** The segments that were refused since, each with the first reason and the answer. */
  public List<String> refused() {
    return List.copyOf(refused.values());
  }

  @Override
  public EngineReply translate(EngineRequest request) throws InterruptedException {
    var reply = engine.translate(request);
    if (reply instanceof EngineReply.Translated(var segments, var usage)) {
      listen(request, segments);
    }
    return reply;
  }

  private void listen(EngineRequest request, List<EngineSegment> answers) {
    var questions =
        request.segments()
            .stream()
            .map(s -> Question.of(s.id(), s.text(), request.context().kind()))
            .toList();
    new ReplyReader(request.languages(), this, words).read(questions, answers, request);
    for (var question : questions) {
      if (question.isOpen() && !question.isDoubted()) {
        refused.putIfAbsent(
            question.id() + " " + question.text(),
            "segment " + question.id() + ": " + question.refusal() + ": " + question.text() + " → "
                + answers.stream()
                    .filter(answer -> answer.id() == question.id())
                    .map(EngineSegment::text)
                    .toList());
      }
    }
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public EngineCapabilities capabilities() {
    return engine.capabilities();
  }

  @Override
  public String instructions(EngineRequest request) {
    return engine.instructions(request);
  }

  @Override
  public PairSupport supports(LanguagePair pair) throws InterruptedException {
    return engine.supports(pair);
  }

  @Override
  public Map<String, String> planParameters() {
    return engine.planParameters();
  }
}
