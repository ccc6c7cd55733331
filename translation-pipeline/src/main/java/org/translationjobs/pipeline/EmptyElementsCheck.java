package org.translationjobs.pipeline;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.TreeSet;

/**
 * An inline element that has words in the source has some in the target. Where a language drops the
 * emphasised word there is nothing to emphasise, so one that stays empty is accepted with a warning.
 */
final class EmptyElementsCheck implements Check {
  @Override
  public String name() {
    return "empty elements";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var emptied = filled(candidate.source());
    if (emptied.isEmpty()) {
      return PASSED;
    }
    emptied.removeAll(filled(candidate.target()));
    return emptied.isEmpty()
        ? PASSED
        : new Verdict.Doubted(
            "nothing stands any more where the source has inline markup around words: "
                + Excerpt.of(Markers.strip(candidate.source())));
  }

  /** The numbers of the pairs of markers with a letter or a digit between them. */
  private static Set<Integer> filled(String text) {
    var filled = new TreeSet<Integer>();
    var open = new ArrayDeque<Integer>();
    for (var part : Markers.split(text)) {
      switch (part) {
        case Markers.Text(var words) -> {
          if (words.codePoints().anyMatch(Character::isLetterOrDigit)) {
            filled.addAll(open);
            open.clear();
          }
        }
        case Markers.Mark(var marker) -> {
          if (marker.kind() == Marker.Kind.OPEN) {
            open.push(marker.number());
          } else if (marker.kind() == Marker.Kind.CLOSE) {
            open.remove(marker.number());
          }
        }
      }
    }
    return filled;
  }
}
