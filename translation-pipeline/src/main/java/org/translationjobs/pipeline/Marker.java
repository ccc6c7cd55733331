package org.translationjobs.pipeline;

/** One marker of {@link org.translationjobs.core.engine.SegmentFormat#MARKED}. */
public record Marker(Kind kind, int number) {
  static final char LEFT = '⟦';
  static final char RIGHT = '⟧';

  public enum Kind {
    OPEN, CLOSE, POINT
  }

  /** As it stands in the text. */
  @Override
  public String toString() {
    return switch (kind) {
      case OPEN -> "⟦" + number + "⟧";
      case CLOSE -> "⟦/" + number + "⟧";
      case POINT -> "⟦" + number + "/⟧";
    };
  }
}
