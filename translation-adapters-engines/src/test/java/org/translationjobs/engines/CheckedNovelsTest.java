package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.engine.Translator.Translation.Accepted;
import org.translationjobs.pipeline.ListeningEngine;

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
  private static final List<String> REFUSED = new ArrayList<>();
  private static final List<String> WARNINGS = new ArrayList<>();
  private static long segments;
  private static long timesSent;
  private static long characters;

  @BeforeAll
  static void translateAsItComes() throws Exception {
    if (Novels.isApertiumInstalled()) {
      engine = Engines.apertium();
      remembering = RememberingEngine.of(engine);
    }
    chapters = Novels.chapters();
    var listening = new ListeningEngine(remembering);
    var calls = new CountedCalls(listening);
    for (var chapter : chapters) {
      listening.begin(chapter.text(), chapter.languages().from());
      var translation = calls.translate(chapter);
      assertThat(translation).as(chapter.toString()).isInstanceOf(Accepted.class);
      var accepted = (Accepted) translation;
      TRANSLATED.put(chapter, String.valueOf(accepted.text().body()));
      WARNINGS.addAll(accepted.warnings());
      segments += calls.timesSent().size();
      timesSent += calls.timesSent().values().stream().mapToInt(Integer::intValue).sum();
      listening.refused().forEach(refused -> REFUSED.add(chapter + ", " + refused));
    }
    characters = calls.characters();
  }

  @AfterAll
  static void close() throws Exception {
    if (engine instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  private static String kind(String warning) {
    var parts = warning.split(": ", 3);
    return parts.length > 1 ? parts[1] : warning;
  }

  @Test
  void hardlyAnySegmentIsRefusedAndFewGetAWarning() {
    var kinds = new TreeMap<String, Integer>();
    WARNINGS.forEach(warning -> kinds.merge(kind(warning), 1, Integer::sum));
    System.out.printf(
        Locale.ROOT, "%d segments, %d times sent, %d refused, %d warnings (%.2f %%): %s%n",
        segments, timesSent, REFUSED.size(), WARNINGS.size(), 100.0 * WARNINGS.size() / segments,
        kinds);
    REFUSED.forEach(segment -> System.out.println("refused: " + segment));
    WARNINGS.forEach(warning -> System.out.println("warning: " + warning));
    assertThat(REFUSED).hasSizeLessThanOrEqualTo((int) (segments / 1_000));
    assertThat(WARNINGS).hasSizeLessThanOrEqualTo((int) (segments / 50));
  }

  @Test
  void nothingWrongIsAcceptedFromAnEngineThatSpoilsOneReplyInThree() throws Exception {
    var found = new NovelComparison();
    var sent = 0L;
    var refused = 0L;
    var seeds = Math.max(SEEDS, SEGMENTS_OF_ALL_SEEDS / segments);
    var done = new EnumMap<SpoilingEngine.Damage, Integer>(SpoilingEngine.Damage.class);
    for (var seed = 1; seed <= seeds; seed++) {
      var spoiling = new SpoilingEngine(remembering.unsure(), seed);
      var listening = new ListeningEngine(spoiling);
      var calls = new CountedCalls(listening);
      for (var chapter : chapters) {
        listening.begin(chapter.text(), chapter.languages().from());
        found.add(chapter, TRANSLATED.getOrDefault(chapter, ""), translated(chapter, calls));
        refused += listening.refused().size();
      }
      sent += calls.characters();
      spoiling.done().forEach((damage, times) -> done.merge(damage, times, Integer::sum));
    }
    var extra = (double) sent / (seeds * characters) - 1;
    System.out.printf(
        Locale.ROOT, "%s; %d segments refused; %.1f %% more characters sent; %s%n", found, refused,
        100 * extra, done);
    assertThat(done).containsOnlyKeys(SpoilingEngine.Damage.values());
    assertThat(refused).isPositive();
    assertThat(found.sources()).isEmpty();
    assertThat(found.shifted()).isEmpty();
    assertThat(found.truncated()).isEmpty();
    assertThat(found.cut()).hasSizeLessThanOrEqualTo(found.lines() / 500);
    assertThat(found.others()).isEmpty();
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
}
