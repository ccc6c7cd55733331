package org.translationjobs.pipeline;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/** Every marker of the source is there once, properly nested, and nothing that looks like one. */
final class MarkersCheck implements Check {
  static final String NAME = "markers";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var missing = new HashSet<Marker>();
    for (var part : Markers.split(candidate.source())) {
      if (part instanceof Markers.Mark(var marker)) {
        missing.add(marker);
      }
    }
    var problem = problem(candidate.target(), missing);
    return problem.isEmpty() ? PASSED : new Verdict.Refused(problem);
  }

  private static String problem(String target, Set<Marker> missing) {
    var open = new ArrayDeque<Integer>();
    for (var part : Markers.split(target)) {
      switch (part) {
        case Markers.Text(var text) -> {
          if (text.indexOf(Marker.LEFT) >= 0 || text.indexOf(Marker.RIGHT) >= 0) {
            return "a broken marker";
          }
        }
        case Markers.Mark(var marker) -> {
          if (!missing.remove(marker)) {
            return marker + " twice or not in the source";
          }
          if (marker.kind() == Marker.Kind.OPEN) {
            open.push(marker.number());
          } else if (marker.kind() == Marker.Kind.CLOSE
              && (open.isEmpty() || open.pop() != marker.number())) {
            return marker + " out of place";
          }
        }
      }
    }
    return missing.isEmpty() ? ""
        : missing.size() + " missing, such as " + missing.iterator().next();
  }
}
