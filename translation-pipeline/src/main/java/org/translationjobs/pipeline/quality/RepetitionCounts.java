package org.translationjobs.pipeline.quality;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.pipeline.SegmentPair;
import org.translationjobs.pipeline.Words;
import org.translationjobs.pipeline.quality.RepeatedText.Variant;

/** Collects how paragraphs that stand in the novel more than once were translated. */
final class RepetitionCounts {
  private final Repetitions repetitions;
  private final int atMost;
  private final Map<List<String>, Map<List<String>, Variant>> texts = new LinkedHashMap<>();

  RepetitionCounts(Repetitions repetitions, int atMost) {
    this.repetitions = repetitions;
    this.atMost = atMost;
  }

  void add(SegmentPair pair, Example place) {
    var words = Words.of(pair.source());
    if (repetitions.has(words)) {
      texts.computeIfAbsent(words, w -> new HashMap<>())
          .merge(
              Words.of(pair.target()), new Variant(1, place),
              (known, other) -> new Variant(known.times() + 1, known.first()));
    }
  }

  RepeatedTexts sums() {
    var repeated =
        texts.values()
            .stream()
            .map(RepetitionCounts::text)
            .filter(text -> text.times() > 1)
            .toList();
    var different =
        repeated.stream()
            .filter(text -> text.translations().size() > 1)
            .sorted(Comparator.comparingInt(RepeatedText::times).reversed())
            .toList();
    return new RepeatedTexts(
        new Share(repeated.size() - different.size(), repeated.size()),
        different.stream().limit(atMost).toList());
  }

  private static RepeatedText text(Map<List<String>, Variant> variants) {
    return new RepeatedText(
        variants.values().stream().mapToInt(Variant::times).sum(),
        variants.values()
            .stream()
            .sorted(Comparator.comparingInt(Variant::times).reversed())
            .toList());
  }
}
