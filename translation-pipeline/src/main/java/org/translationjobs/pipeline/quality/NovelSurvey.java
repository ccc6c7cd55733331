package org.translationjobs.pipeline.quality;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.pipeline.PairedText;
import org.translationjobs.pipeline.ProperNames;
import org.translationjobs.pipeline.Words;

/**
 * A first look at all source texts of a novel, which tells the names that recur and the paragraphs
 * that may be repeated. Memory grows with the vocabulary only. One use, one thread.
 */
public final class NovelSurvey {
  /** A name stands in so many paragraphs at least, with a capital within a sentence. */
  private static final int RECURRING = 3;
  private static final int MOST_NAMES = 200;

  private final String lang;
  private final Map<String, Integer> names = new HashMap<>();
  private final Set<String> smallWords = new HashSet<>();
  private final Repetitions repetitions = new Repetitions();

  /** @param lang of the source */
  public NovelSurvey(String lang) {
    this.lang = lang;
  }

  /** Looks at one more text. */
  public void add(SourceText source) {
    for (var pair : new PairedText(source, source, lang, Integer.MAX_VALUE).pairs()) {
      repetitions.add(pair.source());
      if (ProperNames.areCapitalised(lang)) {
        new HashSet<>(ProperNames.in(pair.source()))
            .forEach(name -> names.merge(name, 1, Integer::sum));
        Words.asWritten(pair.source())
            .stream()
            .filter(word -> !Words.isCapitalised(word))
            .forEach(smallWords::add);
      }
    }
  }

  Repetitions repetitions() {
    return repetitions;
  }

  /** The names that recur, the most frequent first; none that is an ordinary word, too. */
  List<String> names() {
    return names.entrySet()
        .stream()
        .filter(name -> name.getValue() >= RECURRING)
        .filter(name -> !smallWords.contains(name.getKey().toLowerCase(Locale.ROOT)))
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_NAMES)
        .map(Map.Entry::getKey)
        .toList();
  }
}
