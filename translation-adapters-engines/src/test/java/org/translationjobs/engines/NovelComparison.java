package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.translationjobs.core.engine.Translator.Translation.Accepted;

/**
 * Translations from replies that were spoiled, beside those from good ones: line by line, which in
 * these novels is paragraph by paragraph.
 */
final class NovelComparison {
  /** Without a sign at its end nothing tells that a text was cut short of half its length. */
  private static final Pattern ENDING = Pattern.compile("[.?!…,;:—-][”’»]*(?:</[^<>]+>)*$");

  private static final Pattern CLOSING_TAGS = Pattern.compile("(?:</[^<>]+>)*$");

  private static final Pattern BREAK = Pattern.compile("(<br\\s*/?>)\\s+");

  private final List<String> sources = new ArrayList<>();
  private final List<String> shifted = new ArrayList<>();
  private final List<String> truncated = new ArrayList<>();
  private int lines;
  private int kept;
  private final List<String> cut = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  void add(Novels.Chapter chapter, String reference, Optional<Accepted> translation) {
    if (translation.isEmpty()) {
      failed.add(chapter.toString());
      return;
    }
    var wanted = lines(reference);
    var found = lines(String.valueOf(translation.get().text().body()));
    var warnings = translation.get().warnings();
    var source = lines(chapter.content());
    assertThat(found).as("%s", chapter).hasSameSizeAs(wanted).hasSameSizeAs(source);
    for (var i = 0; i < wanted.size(); i++) {
      lines++;
      var line = found.get(i);
      if (line.equals(wanted.get(i))) {
        continue;
      }
      if (line.equals(source.get(i)) && isWord(line) && hasEcho(warnings, line)) {
        kept++;
      } else if (line.equals(source.get(i))) {
        sources.add(chapter + ": " + line);
      } else if (wanted.contains(line)) {
        shifted.add(chapter + ": " + line + " for " + wanted.get(i));
      } else if (ENDING.matcher(wanted.get(i)).find()
          && line.length() < 0.9 * wanted.get(i).length()) {
        truncated.add(chapter + ": " + line + " for " + wanted.get(i));
      } else if (isCut(line, wanted.get(i))) {
        cut.add(chapter + ": " + line + " for " + wanted.get(i));
      } else {
        others.add(chapter + ": " + line + " for " + wanted.get(i));
      }
    }
  }

  /** A new line behind a break means as much as a space, and comes back as one. */
  private static List<String> lines(String text) {
    return BREAK.matcher(text).replaceAll("$1 ").lines().toList();
  }

  /** Of a line without a sign at its end, in which nothing tells that; docs/quality.md says so. */
  private static boolean isCut(String line, String wanted) {
    return !ENDING.matcher(wanted).find()
        && wanted.startsWith(CLOSING_TAGS.matcher(line).replaceFirst("").stripTrailing());
  }

  private static boolean isWord(String line) {
    return line.split("\\s+", -1).length <= 3;
  }

  private static boolean hasEcho(List<String> warnings, String line) {
    return warnings.stream().anyMatch(w -> w.contains(": echo: ") && w.contains(line));
  }

  int lines() {
    return lines;
  }

  /** Chapters without a translation, by their names. */
  List<String> failed() {
    return failed;
  }

  List<String> sources() {
    return sources;
  }

  List<String> shifted() {
    return shifted;
  }

  List<String> truncated() {
    return truncated;
  }

  /** Lines without a sign at their end of which the second half is missing. */
  List<String> cut() {
    return cut;
  }

  /** Lines that differ from those of good replies in any other way. */
  List<String> others() {
    return others;
  }

  @Override
  public String toString() {
    return lines + " paragraphs, " + sources.size() + " not translated, " + shifted.size()
        + " shifted, " + truncated.size() + " truncated, " + kept + " words kept with a warning, "
        + cut.size() + " without an end cut, "
        + others.size() + " otherwise different, " + failed.size()
        + " chapters failed " + failed;
  }
}
