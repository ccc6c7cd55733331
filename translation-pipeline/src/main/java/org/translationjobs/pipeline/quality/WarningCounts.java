package org.translationjobs.pipeline.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.pipeline.PairedText;
import org.translationjobs.pipeline.SegmentPair;
import org.translationjobs.pipeline.SegmentWarning;
import org.translationjobs.pipeline.quality.WarningsOfKind.Found;

/** Counts the warnings that were kept, by kind. */
final class WarningCounts {
  private final int atMost;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  WarningCounts(int atMost) {
    this.atMost = atMost;
  }

  private static final class Kind {
    private final List<Found> first = new ArrayList<>();
    private int count;
    private int texts;
  }

  void add(TextName text, PairedText paired, List<String> warnings) {
    var here = new HashSet<String>();
    for (var line : warnings) {
      var warning = SegmentWarning.of(line);
      var kind = kinds.computeIfAbsent(warning.kind(), k -> new Kind());
      kind.count++;
      kind.texts += here.add(warning.kind()) ? 1 : 0;
      if (kind.first.size() < atMost) {
        kind.first.add(new Found(warning.reason(), place(text, paired, warning)));
      }
    }
  }

  private static Example place(TextName text, PairedText paired, SegmentWarning warning) {
    var segment = warning.segment().orElse("");
    return Example.of(
        text, paired.segment(segment).orElseGet(() -> new SegmentPair(segment, "", "")));
  }

  /** The most frequent kinds first. */
  List<WarningsOfKind> sums() {
    return kinds.entrySet()
        .stream()
        .map(
            entry -> new WarningsOfKind(
                entry.getKey(), entry.getValue().count, entry.getValue().texts,
                entry.getValue().first))
        .sorted(Comparator.comparingInt(WarningsOfKind::count).reversed())
        .toList();
  }
}
