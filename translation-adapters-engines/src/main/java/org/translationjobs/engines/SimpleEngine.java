package org.translationjobs.engines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;

/**
 * An engine made of one function from text to text. The function never sees markup: text with inline
 * tags comes to it in the pieces between them, and so the markup survives whatever it does. As
 * thread-safe as the function.
 */
public final class SimpleEngine implements TranslationEngine {
  private static final EngineCapabilities CAPABILITIES =
      new EngineCapabilities(Set.of(SegmentFormat.PLAIN), 50, 20_000, 64, false, false, false);

  private final String name;
  private final TextFunction function;

  private SimpleEngine(String name, TextFunction function) {
    this.name = name;
    this.function = function;
  }

  /** An engine of that name that translates between any two languages. */
  public static TranslationEngine of(String name, TextFunction function) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an engine needs a name");
    }
    return new SimpleEngine(name, function);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EngineCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public PairSupport supports(LanguagePair pair) {
    return new PairSupport.Supported();
  }

  @Override
  public EngineReply translate(EngineRequest request) throws InterruptedException {
    var answers = new ArrayList<EngineSegment>();
    for (var segment : request.segments()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      try {
        var answer = function.translate(segment.text(), request.languages());
        answers.add(new EngineSegment(segment.id(), answer));
      } catch (IOException e) {
        return EngineReply.Failure.of(FailureKind.UNAVAILABLE, name + ": " + e.getMessage());
      }
    }
    return new EngineReply.Translated(answers, Usage.ofCall());
  }

  /** Translates one text. */
  @FunctionalInterface
  public interface TextFunction {
    /**
     * Time limits are the function's own: it is interrupted when the worker stops or loses the claim,
     * not when the engine's time limit is over.
     *
     * @param text
     *          a paragraph or a part of one, without markup, not blank
     * @throws IOException
     *           when whatever it calls cannot be reached now: the text is kept for later
     */
    String translate(String text, LanguagePair languages) throws IOException, InterruptedException;
  }
}
