package org.translationjobs.engines;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.testkit.engine.Answers;

/** Answers of which each is asked for once. Thread-safe. */
public final class CachedAnswers implements Answers {
  private final Answers answers;
  private final Map<String, String> known = new HashMap<>();

  public CachedAnswers(Answers answers) {
    this.answers = answers;
  }

  @Override
  public synchronized List<String> translate(List<String> texts, LanguagePair languages)
      throws InterruptedException {
    var unknown =
        texts.stream().filter(text -> !known.containsKey(key(text, languages))).distinct().toList();
    if (!unknown.isEmpty()) {
      var translated = answers.translate(unknown, languages);
      for (var i = 0; i < unknown.size(); i++) {
        known.put(key(unknown.get(i), languages), translated.get(i));
      }
    }
    return texts.stream().map(text -> known.getOrDefault(key(text, languages), "")).toList();
  }

  private static String key(String text, LanguagePair languages) {
    return languages + " " + text;
  }
}
