package org.translationjobs.engines;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.job.LanguagePair;

/**
 * Spoils 34 % of another engine's replies as language models do: 63 % of those are off by one from
 * some place on, the rest is spread evenly over the other kinds of damage. A reply of one segment can
 * only be damaged in itself.
 */
final class SpoilingEngine implements TranslationEngine {
  private static final double SPOILED = 0.34;
  private static final double OFF_BY_ONE = 0.63;
  private static final List<Damage> OTHERS =
      List.of(
          Damage.MERGED, Damage.DROPPED, Damage.SHIFTED, Damage.ECHOED, Damage.TRUNCATED,
          Damage.WITHOUT_TAGS);
  private static final List<Damage> OF_ONE =
      List.of(Damage.ECHOED, Damage.TRUNCATED, Damage.WITHOUT_TAGS);

  private final TranslationEngine engine;
  private final Random random;
  private final Map<Damage, Integer> done = new EnumMap<>(Damage.class);

  enum Damage {
    OFF_BY_ONE, MERGED, DROPPED, SHIFTED, ECHOED, TRUNCATED, WITHOUT_TAGS
  }

  SpoilingEngine(TranslationEngine engine, long seed) {
    this.engine = engine;
    this.random = new Random(seed);
  }

  /** How often each kind of damage was done. */
  Map<Damage, Integer> done() {
    return Collections.unmodifiableMap(done);
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
  public PairSupport supports(LanguagePair pair) throws InterruptedException {
    return engine.supports(pair);
  }

  @Override
  public EngineReply translate(EngineRequest request) throws InterruptedException {
    return engine.translate(request) instanceof EngineReply.Translated(var segments, var usage)
        && random.nextDouble() < SPOILED
            ? new EngineReply.Translated(spoil(request.segments(), segments), usage)
            : engine.translate(request);
  }

  private List<EngineSegment> spoil(List<EngineSegment> sources, List<EngineSegment> answers) {
    var isOne = answers.size() == 1;
    var kinds = isOne ? OF_ONE : OTHERS;
    var damage =
        !isOne && random.nextDouble() < OFF_BY_ONE
            ? Damage.OFF_BY_ONE
            : kinds.get(random.nextInt(kinds.size()));
    done.merge(damage, 1, Integer::sum);
    var texts = new ArrayList<>(answers.stream().map(EngineSegment::text).toList());
    var at = random.nextInt(isOne ? 1 : texts.size() - 1);
    var missing = new ArrayList<Integer>();
    switch (damage) {
      case OFF_BY_ONE -> offByOne(texts, at);
      case MERGED -> {
        texts.set(at, texts.get(at) + " " + texts.get(at + 1));
        missing.add(at + 1);
      }
      case DROPPED -> missing.add(at);
      case SHIFTED -> Collections.rotate(
          texts.subList(at, Math.min(texts.size(), at + 3 + random.nextInt(4))),
          random.nextBoolean() ? 1 : -1);
      case ECHOED -> IntStream.range(at, Math.min(texts.size(), at + 1 + random.nextInt(3)))
          .forEach(i -> texts.set(i, sources.get(i).text()));
      case TRUNCATED -> {
        texts.set(at, half(texts.get(at)));
        IntStream.range(at + 1, texts.size()).forEach(missing::add);
      }
      case WITHOUT_TAGS -> texts.replaceAll(text -> text.replaceAll("⟦/?\\d+/?⟧", ""));
    }
    return IntStream.range(0, texts.size())
        .filter(i -> !missing.contains(i))
        .mapToObj(i -> new EngineSegment(answers.get(i).id(), texts.get(i)))
        .toList();
  }

  /** One paragraph dropped, merged, cut in two or doubled, and every id given to what follows. */
  private void offByOne(List<String> texts, int at) {
    switch (random.nextInt(4)) {
      case 0 -> {
        texts.remove(at);
        texts.add(texts.getLast());
      }
      case 1 -> {
        texts.set(at, texts.get(at) + " " + texts.remove(at + 1));
        texts.add(texts.getLast());
      }
      case 2 -> {
        var text = texts.get(at);
        texts.set(at, half(text));
        texts.add(at + 1, text.substring(half(text).length()).strip());
        texts.removeLast();
      }
      default -> {
        texts.add(at, texts.get(at));
        texts.removeLast();
      }
    }
  }

  /** Between two words, not within a marker. */
  private static String half(String text) {
    var space = text.indexOf(' ', text.length() / 2);
    return space < 0 ? text.substring(0, text.length() / 2) : text.substring(0, space);
  }
}
