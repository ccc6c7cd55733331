package org.translationjobs.core.engine;

import org.translationjobs.core.text.TokenEstimate;

/** What a request will use, rather too much: for reservations. Pure. */
public final class CallEstimate {
  /** Instructions around the segments of a request. */
  private static final int INSTRUCTIONS = 800;
  /** Id, quotes and brackets of one segment, in each direction. */
  private static final int FRAME = 12;

  private CallEstimate() {}

  /** Tokens and characters alike; the price decides which of them count. */
  public static Usage of(EngineRequest request) {
    var context = request.context();
    var source = 0L;
    var characters = 0L;
    for (EngineSegment segment : request.segments()) {
      source += TokenEstimate.of(segment.text()) + FRAME;
      characters += segment.text().length();
    }
    var told = TokenEstimate.of(context.synopsis()) + (long) TokenEstimate.of(
        context.precedingTarget());
    for (var character : context.characters()) {
      told += TokenEstimate.of(character) + FRAME;
    }
    for (var term : request.glossary()) {
      told += TokenEstimate.of(term.source()) + TokenEstimate.of(term.target()) + FRAME;
    }
    return new Usage(1, INSTRUCTIONS + told + source, 2 * source, characters);
  }
}
