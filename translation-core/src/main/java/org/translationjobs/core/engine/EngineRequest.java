package org.translationjobs.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.translationjobs.core.job.LanguagePair;

/**
 * One call of an engine.
 *
 * @param segments
 *          in reading order, ids unique, never empty
 * @param parameters
 *          the plan's parameters for this engine, for example {@code model} and {@code temperature}
 * @param timeout
 *          after which the engine gives up with {@link FailureKind#UNAVAILABLE}
 * @param mostOutput
 *          tokens that may be paid for as the answer, at least 1
 */
public record EngineRequest(
    LanguagePair languages,
    SegmentFormat format,
    List<EngineSegment> segments,
    RequestContext context,
    List<GlossaryTerm> glossary,
    Map<String, String> parameters,
    Duration timeout,
    long mostOutput) {
  public EngineRequest {
    segments = List.copyOf(segments);
    glossary = List.copyOf(glossary);
    parameters = Map.copyOf(parameters);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("a request needs at least one segment");
    }
    if (segments.stream().map(EngineSegment::id).distinct().count() != segments.size()) {
      throw new IllegalArgumentException("the segment ids of a request must be unique");
    }
  }

  /** With as long an answer as the engine thinks right. */
  public EngineRequest(
      LanguagePair languages, SegmentFormat format, List<EngineSegment> segments,
      RequestContext context, List<GlossaryTerm> glossary, Map<String, String> parameters,
      Duration timeout) {
    this(languages, format, segments, context, glossary, parameters, timeout, Long.MAX_VALUE);
  }

  /** The same with at most so many tokens of output. */
  public EngineRequest within(long outputTokens) {
    return new EngineRequest(
        languages, format, segments, context, glossary, parameters, timeout,
        Math.max(1, Math.min(mostOutput, outputTokens)));
  }
}
