package org.translationjobs.pipeline.quality;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.translationjobs.pipeline.PairedText;

/** Compares each chapter with the one before it. */
final class NeighbourCounts {
  /** Shorter texts may well be alike. */
  private static final int ENOUGH = 30;
  /** From here on translations are nearly alike. */
  private static final double ALIKE = 0.6;
  /** By how much less their sources are. */
  private static final double CLEARLY = 0.3;

  private final List<AlikeTexts> alike = new ArrayList<>();
  private @Nullable Chapter before;

  private record Chapter(TextName name, Shingles source, Shingles target) {}

  /** The next chapter. */
  void add(TextName name, PairedText text) {
    var chapter =
        new Chapter(name, Shingles.of(text.sources()), Shingles.of(text.targets()));
    var previous = before;
    before = chapter;
    if (previous == null
        || Math.min(previous.target.size(), chapter.target.size()) < ENOUGH) {
      return;
    }
    var targets = previous.target.likeness(chapter.target);
    var sources = previous.source.likeness(chapter.source);
    if (targets >= ALIKE && targets - sources >= CLEARLY) {
      alike.add(new AlikeTexts(previous.name, name, targets, sources));
    }
  }

  List<AlikeTexts> found() {
    return alike;
  }
}
