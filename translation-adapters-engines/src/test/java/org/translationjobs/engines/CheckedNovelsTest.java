package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.engine.Translator.Translation.Accepted;

/**
 * What the checks make of novels that a real engine translated: nearly nothing, as long as its
 * replies come as they are, and all that is wrong with them when they are spoiled. Without Apertium,
 * by the engine {@code pseudo}.
 */
class CheckedNovelsTest {
  private static final int SEEDS = 5;

  /** A text of fewer segments than a novel is spoiled in more ways. */
  private static final int SEGMENTS_OF_ALL_SEEDS = 2_000;
  private static final int ATTEMPTS = 5;

  private static TranslationEngine engine = Engines.pseudo();
  private static RememberingEngine remembering = RememberingEngine.of(engine);
  private static List<Novels.Chapter> chapters = List.of();
  private static final Map<Novels.Chapter, String> TRANSLATED = new HashMap<>();
  private static final List<String> ASKED_AGAIN = new ArrayList<>();
  private static final List<String> WARNINGS = new ArrayList<>();
  private static long segments;
  private static long characters;

  @BeforeAll
  static void translateAsItComes() throws Exception {
    if (Novels.isApertiumInstalled()) {
      engine = Engines.apertium();
      remembering = RememberingEngine.of(engine);
    }
    chapters = Novels.chapters();
    var calls = new CountedCalls(remembering);
    for (var chapter : chapters) {
      var translation = calls.translate(chapter);
      assertThat(translation).as(chapter.toString()).isInstanceOf(Accepted.class);
      var accepted = (Accepted) translation;
      TRANSLATED.put(chapter, String.valueOf(accepted.text().body()));
      WARNINGS.addAll(accepted.warnings());
      segments += calls.timesSent().size();
      calls.timesSent().forEach((segment, times) -> {
        if (times > 1) {
          ASKED_AGAIN.add(segment);
        }
      });
    }
    characters = calls.characters();
  }

  @AfterAll
  static void close() throws Exception {
    if (engine instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  /** What is asked for again without a doubt that ends as a warning was refused. */
  @Test
  void hardlyAnySegmentIsRefusedAndFewGetAWarning() {
    assertThat(ASKED_AGAIN.size() - WARNINGS.size())
        .as("refused of %s: %s; warnings: %s", segments, ASKED_AGAIN, WARNINGS)
        .isLessThanOrEqualTo((int) (segments / 1_000));
    assertThat(WARNINGS).hasSizeLessThanOrEqualTo((int) (segments / 50));
  }

  @Test
  void nothingWrongIsAcceptedFromAnEngineThatSpoilsOneReplyInThree() throws Exception {
    var found = new Comparison();
    var sent = 0L;
    var seeds = Math.max(SEEDS, SEGMENTS_OF_ALL_SEEDS / segments);
    var done = new EnumMap<SpoilingEngine.Damage, Integer>(SpoilingEngine.Damage.class);
    for (var seed = 1; seed <= seeds; seed++) {
      var spoiling = new SpoilingEngine(remembering.unsure(), seed);
      var calls = new CountedCalls(spoiling);
      for (var chapter : chapters) {
        found.add(chapter, TRANSLATED.getOrDefault(chapter, ""), translated(chapter, calls));
      }
      sent += calls.characters();
      spoiling.done().forEach((damage, times) -> done.merge(damage, times, Integer::sum));
    }
    var extra = (double) sent / (seeds * characters) - 1;
    System.out.printf(
        Locale.ROOT, "%s; %.1f %% more characters sent; %s%n", found, 100 * extra, done);
    assertThat(done).containsOnlyKeys(SpoilingEngine.Damage.values());
    assertThat(found.sources()).isEmpty();
    assertThat(found.shifted()).isEmpty();
    assertThat(found.truncated()).isEmpty();
    assertThat(extra).isBetween(0.0, Boolean.getBoolean("novels.whole") ? 0.15 : 0.25);
  }

  /** As the worker does it: a subtask that fails is tried again. */
  private static Optional<Accepted> translated(Novels.Chapter chapter, CountedCalls calls)
      throws InterruptedException {
    for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
      switch (calls.translate(chapter)) {
        case Accepted accepted -> {
          return Optional.of(accepted);
        }
        case Translation.Rejected rejected -> assertThat(rejected.reason()).contains("segment ");
        case Translation.EngineDown down -> throw new AssertionError(down);
      }
    }
    return Optional.empty();
  }

  /** Line by line, which in these novels is paragraph by paragraph. */
  private static final class Comparison {
    /** Without a sign at its end nothing tells that a text was cut short of half its length. */
    private static final Pattern ENDING = Pattern.compile("[.?!…,;:—-][”’»]*(?:</[^<>]+>)*$");

    private final List<String> sources = new ArrayList<>();
    private final List<String> shifted = new ArrayList<>();
    private final List<String> truncated = new ArrayList<>();
    private int lines;
    private int kept;
    private int others;
    private int failed;

    void add(Novels.Chapter chapter, String reference, Optional<Accepted> translation) {
      if (translation.isEmpty()) {
        failed++;
        return;
      }
      var wanted = reference.lines().toList();
      var found = String.valueOf(translation.get().text().body()).lines().toList();
      var warnings = translation.get().warnings();
      var source = chapter.content().lines().toList();
      assertThat(found).as("%s", chapter).hasSameSizeAs(wanted);
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
        } else {
          others++;
        }
      }
    }

    private static boolean isWord(String line) {
      return line.split("\\s+", -1).length <= 3;
    }

    private static boolean hasEcho(List<String> warnings, String line) {
      return warnings.stream().anyMatch(w -> w.contains(": echo: ") && w.contains(line));
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

    @Override
    public String toString() {
      return lines + " paragraphs, " + sources.size() + " not translated, " + shifted.size()
          + " shifted, " + truncated.size() + " truncated, " + kept + " words kept with a warning, "
          + others + " otherwise different, " + failed
          + " chapters failed";
    }
  }
}
