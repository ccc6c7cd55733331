package org.translationjobs.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.text.SourceText;

/**
 * What an engine will be sent and will answer for some texts, before anything is sent: their segments
 * and requests are those of {@link PipelineTranslator}, the tokens are guessed from the languages.
 * Without what is asked again after a refused answer, and without what the memory saves.
 *
 * <p>
 * One use, one thread. Memory does not grow with the texts.
 */
public final class WorkEstimate {
  /** Tokens of the instructions in front of every request. */
  private static final int INSTRUCTIONS = 400;
  /** Id, quotes and brackets of a segment, or of a term, in each direction. */
  private static final int FRAME = 8;

  private final EngineCapabilities capabilities;
  private final LanguageMeasure from;
  private final LanguageMeasure to;
  private final Documents documents;
  private final ActiveTerms terms;
  private final double synopsisTokens;
  private final double charactersTokens;
  private int texts;
  private int segments;
  private int requests;
  private long characters;
  private double inputTokens;
  private double outputTokens;

  /**
   * @param capabilities
   *          of the engine that is asked first
   * @param glossary
   *          whose terms go with the requests in which they stand, and its characters with all of an
   *          engine with context
   * @param synopsis
   *          that goes with the requests; empty without one
   */
  public WorkEstimate(
      EngineCapabilities capabilities, LanguagePair languages, Glossary glossary,
      String synopsis) {
    this.capabilities = capabilities;
    this.from = LanguageMeasure.of(languages.from());
    this.to = LanguageMeasure.of(languages.to());
    this.documents =
        new Documents(
            Locale.forLanguageTag(languages.from().replace('_', '-')),
            capabilities.maxCharacters());
    this.terms = new ActiveTerms(glossary);
    this.synopsisTokens = from.tokensOf(synopsis);
    this.charactersTokens =
        terms.characters().stream().mapToDouble(line -> from.tokensOf(line) + FRAME / 2.0).sum();
  }

  /** Counts one more text. */
  public void add(SourceText source) {
    texts++;
    var questions =
        SourceDocuments.of(source, documents)
            .segments()
            .stream()
            .map(s -> Question.of(s.id(), s.source(), s.kind()))
            .toList();
    var preceding = 0.0;
    for (var chunk : Chunks.of(questions, capabilities, Integer.MAX_VALUE)) {
      requests++;
      segments += chunk.size();
      var tail = 0.0;
      for (var question : chunk) {
        var text = question.text();
        characters += text.length();
        inputTokens += from.tokensOf(text) + FRAME;
        tail += from.tokensIn(to, text);
        outputTokens += from.tokensIn(to, text) + FRAME;
      }
      inputTokens += INSTRUCTIONS + terms.in(together(chunk)).size() * (double) FRAME;
      if (capabilities.usesContext()) {
        inputTokens +=
            preceding + (isOwn(source, chunk) ? 0 : synopsisTokens) + charactersTokens;
        preceding = Math.min(tail, PrecedingTarget.CHARACTERS * to.tokens() / 100);
      }
    }
  }

  private static String together(List<Question> chunk) {
    return chunk.stream().map(Question::text).collect(Collectors.joining("\n"));
  }

  private static boolean isOwn(SourceText source, List<Question> chunk) {
    return BookContext.isSynopsisItself(source.entity(), chunk.getLast().kind());
  }

  /** All that was counted so far. */
  public Sum sum() {
    return new Sum(
        texts, segments,
        new Usage(requests, Math.round(inputTokens), Math.round(outputTokens), characters));
  }

  /**
   * What to expect.
   *
   * @param usage
   *          tokens as a language model counts them, and characters as others do; the engine's price
   *          tells which of them cost
   */
  public record Sum(int texts, int segments, Usage usage) {}
}
