package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation.Accepted;
import org.translationjobs.core.job.LanguagePair;

/**
 * What the pipeline costs beside Apertium: the same requests with and without it, for 1,000 chapters,
 * alternately. How long it takes depends on what else the machine does: of whole novels the time beside
 * the engine's calls is compared with the time within them, everything else is printed only.
 */
class OverheadTest {
  private static final boolean WHOLE = Boolean.getBoolean("novels.whole");
  private static final int CHAPTERS = Integer.getInteger("overhead.chapters", WHOLE ? 1_000 : 10);
  private static final int CHARACTERS = WHOLE ? 1_900 : 300;
  /** Per cent of the time within the engine's calls. */
  private static final double MOST_BESIDE = 10;
  private static final int ROUNDS = Integer.getInteger("overhead.rounds", WHOLE ? 3 : 1);

  @Test
  void aThousandChaptersWithThePipelineAndWithout() throws Exception {
    assumeTrue(Novels.isApertiumInstalled(), "apertium is not installed");
    var chapters = chapters();
    try (var apertium = new ApertiumCliEngine(List.of("apertium"))) {
      var recording = new Recording(apertium);
      translate(chapters, recording);
      var requests = List.copyOf(recording.requests);
      var raw = new ArrayList<Cost>();
      var piped = new ArrayList<Cost>();
      var engine = new ArrayList<Cost>();
      for (var round = 0; round < ROUNDS; round++) {
        var before = Cost.now();
        for (var request : requests) {
          assertThat(apertium.translate(request)).isInstanceOf(EngineReply.Translated.class);
        }
        raw.add(Cost.now().minus(before));
        var timed = new Recording(apertium);
        before = Cost.now();
        translate(chapters, timed);
        piped.add(Cost.now().minus(before));
        engine.add(new Cost(timed.nanos, 0));
        assertThat(timed.requests).hasSameSizeAs(requests);
      }
      System.out.printf(
          Locale.ROOT,
          "%d chapters, %d requests, medians of %d: raw %d ms, %d ms of CPU; with the pipeline %d ms,"
              + " %d ms of CPU: %+.1f %% of time, %+.1f %% of CPU; time within the engine's calls %d ms,"
              + " beside them %+.1f %%%n",
          chapters.size(), requests.size(), ROUNDS, wall(raw), cpu(raw), wall(piped), cpu(piped),
          more(wall(raw), wall(piped)), more(cpu(raw), cpu(piped)), wall(engine),
          more(wall(engine), wall(piped)));
      if (WHOLE) {
        assertThat(more(wall(engine), wall(piped))).isLessThan(MOST_BESIDE);
      }
    }
  }

  private static void translate(List<Novels.Chapter> chapters, TranslationEngine engine)
      throws InterruptedException {
    var calls = new CountedCalls(engine);
    for (var chapter : chapters) {
      assertThat(calls.translate(chapter)).isInstanceOf(Accepted.class);
    }
  }

  private static long wall(List<Cost> costs) {
    return median(costs.stream().mapToLong(Cost::wall).toArray());
  }

  private static long cpu(List<Cost> costs) {
    return median(costs.stream().mapToLong(Cost::cpu).toArray());
  }

  private static long median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1_000_000;
  }

  private static double more(long one, long other) {
    return 100.0 * other / one - 100;
  }

  /** The novels' chapters, cut between lines into parts of some paragraphs. */
  private static List<Novels.Chapter> chapters() throws Exception {
    var chapters = new ArrayList<Novels.Chapter>();
    for (var chapter : Novels.chapters()) {
      var part = new StringBuilder();
      for (var line : chapter.content().lines().toList()) {
        part.append(line).append('\n');
        if (part.length() >= CHARACTERS) {
          chapters.add(
              new Novels.Chapter(
                  chapter.novel(), chapters.size(), chapter.languages(), part.toString()));
          part.setLength(0);
        }
      }
    }
    assertThat(chapters).hasSizeGreaterThanOrEqualTo(CHAPTERS);
    return IntStream.range(0, CHAPTERS)
        .mapToObj(i -> chapters.get((int) ((long) i * chapters.size() / CHAPTERS)))
        .toList();
  }

  /** Nanoseconds; the CPU's are those of this process and of all it has started. */
  private record Cost(long wall, long cpu) {
    static Cost now() {
      var own = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
      var others =
          ProcessHandle.current()
              .descendants()
              .mapToLong(
                  process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
              .sum();
      return new Cost(System.nanoTime(), own + others);
    }

    Cost minus(Cost before) {
      return new Cost(wall - before.wall, cpu - before.cpu);
    }
  }

  private static final class Recording implements TranslationEngine {
    private final TranslationEngine engine;
    private final List<EngineRequest> requests = new ArrayList<>();
    private long nanos;

    Recording(TranslationEngine engine) {
      this.engine = engine;
    }

    @Override
    public String name() {
      return engine.name();
    }

    @Override
    public EngineCapabilities capabilities() {
      return engine.capabilities();
    }

    @Override
    public Map<String, String> planParameters() {
      return engine.planParameters();
    }

    @Override
    public PairSupport supports(LanguagePair pair) throws InterruptedException {
      return engine.supports(pair);
    }

    @Override
    public EngineReply translate(EngineRequest request) throws InterruptedException {
      requests.add(request);
      var begun = System.nanoTime();
      try {
        return engine.translate(request);
      } finally {
        nanos += System.nanoTime() - begun;
      }
    }
  }
}
