package org.translationjobs.pipeline.quality;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.translationjobs.pipeline.Scripts;
import org.translationjobs.pipeline.Words;

/** A translated paragraph in which renderings of terms are looked for. */
final class TargetText {
  private final String text;
  private final NavigableSet<String> words;

  TargetText(String text) {
    this.text = text;
    this.words = new TreeSet<>(Words.asWritten(text));
  }

  String text() {
    return text;
  }

  /** Each once, as they are written. */
  NavigableSet<String> words() {
    return words;
  }

  /** Whether a word begins so and has at most that many characters. */
  boolean hasWord(String beginning, int longest) {
    for (var word : words.tailSet(beginning)) {
      if (!word.startsWith(beginning)) {
        return false;
      }
      if (word.length() <= longest) {
        return true;
      }
    }
    return false;
  }

  boolean contains(String part) {
    return text.contains(part);
  }

  /** Runs of letters of scripts that put no spaces between words. */
  List<String> runsWithoutSpaces() {
    return words.stream().filter(word -> Scripts.lettersWithoutSpaces(word) > 0).toList();
  }
}
