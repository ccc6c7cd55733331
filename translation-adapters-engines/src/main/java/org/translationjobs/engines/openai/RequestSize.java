package org.translationjobs.engines.openai;

/**
 * How much one request may ask for. Larger ones cost less beside the text, smaller ones suit a model
 * with little context or one that loses its place.
 *
 * @param segments
 *          from 1 to {@value #MOST_SEGMENTS}
 * @param characters
 *          of the source, from {@value #LEAST_CHARACTERS} to {@value #MOST_CHARACTERS}; a paragraph that is
 *          longer is cut between its sentences
 */
public record RequestSize(int segments, int characters) {
  public static final int MOST_SEGMENTS = 200;
  public static final int LEAST_CHARACTERS = 500;
  public static final int MOST_CHARACTERS = 100_000;
  public static final RequestSize DEFAULT = new RequestSize(30, 8_000);

  /** @throws IllegalArgumentException for a number out of its bounds */
  public RequestSize {
    if (segments < 1 || segments > MOST_SEGMENTS || characters < LEAST_CHARACTERS
        || characters > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a request has 1 to " + MOST_SEGMENTS + " segments and " + LEAST_CHARACTERS + " to "
              + MOST_CHARACTERS + " characters, got " + segments + " and " + characters);
    }
  }
}
