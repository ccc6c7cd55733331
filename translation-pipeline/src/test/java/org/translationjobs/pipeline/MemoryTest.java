package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.MemoryCount;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.Remembered;
import org.translationjobs.core.memory.RememberedText;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.testkit.memory.InMemoryTranslationMemory;

/** What was accepted once is not asked again. */
class MemoryTest {
  private static final NovelId NOVEL = new NovelId(new UUID(1, 1));
  private static final LanguagePair EN_ES = LanguagePair.of("en", "es");
  private static final String CHAPTER =
      IntStream.range(0, 60)
          .mapToObj(
              i -> "<p>Paragraph " + i + " tells <em>in " + (i + 3) + " words</em> of the house"
                  + (i % 7 == 0 ? " and of Mr. Darcy" : "") + ".</p>")
          .collect(Collectors.joining("\n"));

  private static final EntityRef TEXT = new EntityRef(EntityType.CHAPTER, new UUID(3, 3));

  private final TranslationMemory memory = new InMemoryTranslationMemory();
  private final Counted calls = new Counted();

  @Test
  void aSecondRunAsksNobodyAndGivesTheSameText() throws Exception {
    var first = text(translate(engine(false), CHAPTER, memory, Map.of()));
    assertThat(calls.requests).isPositive();
    calls.requests = 0;
    var again = translate(engine(false), CHAPTER, memory, Map.of());
    assertThat(calls.requests).isZero();
    assertThat(text(again)).isEqualTo(first);
    assertThat(((Translation.Accepted) again).engine()).isEqualTo("scripted");
  }

  @Test
  void aChangedParagraphIsAskedAlone() throws Exception {
    translate(engine(false), CHAPTER, memory, Map.of());
    calls.sent.clear();
    translate(
        engine(false), CHAPTER.replace("Paragraph 11 tells", "Paragraph 11 speaks"), memory,
        Map.of());
    assertThat(calls.sent.keySet()).singleElement().asString().startsWith("Paragraph 11 speaks");
  }

  @Test
  void whereContextCountsWhatFollowsAChangeIsAskedToo() throws Exception {
    translate(engine(true), CHAPTER, memory, Map.of());
    calls.sent.clear();
    translate(
        engine(true), CHAPTER.replace("Paragraph 11 tells", "Paragraph 11 speaks"), memory,
        Map.of());
    assertThat(calls.sent.keySet()).hasSize(2)
        .anyMatch(text -> text.startsWith("Paragraph 11 speaks"))
        .anyMatch(text -> text.startsWith("Paragraph 12"));
  }

  /** For imported translations and for the first engine's together. */
  @Test
  void theMemoryIsAskedOnceForEachText() throws Exception {
    var watched = new Away(memory);
    translate(engine(false), CHAPTER, watched, Map.of());
    assertThat(watched.finds).isEqualTo(1);
    translate(engine(false), CHAPTER, watched, Map.of());
    assertThat(watched.finds).isEqualTo(2);
  }

  @Test
  void anotherModelIsAskedForEverything() throws Exception {
    translate(engine(false), CHAPTER, memory, Map.of("model", "a"));
    var before = calls.requests;
    translate(engine(false), CHAPTER, memory, Map.of("model", "b"));
    assertThat(calls.requests).isEqualTo(2 * before);
  }

  /** At every call the worker dies once, before the call or before its reply came back. */
  @Test
  void aCrashRepaysOnlyWhatWasUnderWay() throws Exception {
    var whole = text(translate(engine(false), CHAPTER, TranslationMemory.none(), Map.of()));
    var inOneGo = calls.requests;
    var random = new Random(7);
    for (var seed = 0; seed < 50; seed++) {
      var crashing = new InMemoryTranslationMemory();
      calls.clear();
      Translation result = null;
      var crashes = 0;
      while (result == null) {
        calls.crashAt = calls.requests + 1 + random.nextInt(inOneGo);
        try {
          result = translate(engine(false), CHAPTER, crashing, Map.of());
        } catch (Counted.Crash e) {
          crashes++;
        }
      }
      assertThat(text(result)).isEqualTo(whole);
      assertThat(calls.answered.values()).allMatch(times -> times == 1);
      assertThat(calls.requests).isEqualTo(inOneGo + crashes);
    }
  }

  @Test
  void whatTheChecksNoLongerAcceptIsAskedAgain() throws Exception {
    var source = "There were 12 dogs in the house of Mr. Darcy.";
    translate(engine(false), source, memory, Map.of());
    var entry = memory.page(NOVEL, EN_ES, Optional.empty(), 9).getFirst().entry();
    memory.remember(
        NOVEL,
        List.of(
            new MemoryEntry(
                entry.key(), EN_ES, entry.entity(), source, source, "scripted", List.of())));
    assertThat(text(translate(engine(false), source, memory, Map.of())))
        .isEqualTo(ScriptedEngine.bark(source));
    assertThat(memory.find(NOVEL, List.of(entry.key())).values())
        .extracting(MemoryEntry::target)
        .containsExactly(ScriptedEngine.bark(source));
  }

  @Test
  void aTextIsNotedInEveryChapterThatHasItAndOnlyOnceItIsWhole() throws Exception {
    var other = new EntityRef(EntityType.CHAPTER, new UUID(3, 4));
    var away = new Away(memory);
    away.failures = Integer.MAX_VALUE;
    translate(engine(false), CHAPTER, away, Map.of());
    assertThat(memory.whole(NOVEL, EN_ES)).isEmpty();
    translate(engine(false), CHAPTER, memory, Map.of());
    translate(engine(false), other, "<p>Something else.</p>" + CHAPTER, memory, Map.of());
    assertThat(memory.whole(NOVEL, EN_ES)).containsOnlyKeys(TEXT, other);
    var entries = remembered();
    var places = memory.places(NOVEL, entries.stream().map(MemoryEntry::key).toList());
    assertThat(entries).hasSize(61)
        .allSatisfy(
            entry -> assertThat(places.get(entry.key()))
                .isEqualTo(
                    entry.source().startsWith("Something") ? Set.of(other) : Set.of(TEXT, other)));
  }

  private List<MemoryEntry> remembered() {
    return memory.page(NOVEL, EN_ES, Optional.empty(), 999)
        .stream()
        .map(Remembered::entry)
        .toList();
  }

  @Test
  void anAnswerIsRememberedAsThatOfTheEngineThatGaveIt() throws Exception {
    var capabilities =
        new EngineCapabilities(Set.of(SegmentFormat.MARKED), 8, 10_000, 4, false, false, true);
    var first =
        new ScriptedEngine(
            "first", capabilities,
            request -> ScriptedEngine.reply(
                request, text -> text.contains("Darcy") ? text : ScriptedEngine.bark(text)));
    var second =
        new ScriptedEngine(
            "second", capabilities,
            request -> ScriptedEngine.reply(request, ScriptedEngine::bark));
    var plan =
        new Plan(
            Plan.CURRENT_VERSION, List.of("first", "second"), Map.of(), 1, 0,
            Plan.FailurePolicy.FINISH_OTHERS, false, new StoreId("store"));
    new PipelineTranslator(List.of(first, second), Duration.ofMinutes(1), memory)
        .translate(
            new Assignment(NOVEL, new SourceText(TEXT, null, CHAPTER, "1"), EN_ES, plan), calls);
    assertThat(remembered()).hasSize(60)
        .allSatisfy(
            entry -> assertThat(entry.engine())
                .isEqualTo(entry.source().contains("Darcy") ? "second" : "first"));
    assertThat(memory.whole(NOVEL, EN_ES)).containsOnlyKeys(TEXT);
  }

  @Test
  void nobodyIsAskedWhileTheMemoryCannotBe() {
    var away = new Away(memory);
    away.isAwayForFind = true;
    assertThatThrownBy(() -> translate(engine(false), CHAPTER, away, Map.of()))
        .isInstanceOf(UnavailableException.class);
    assertThat(calls.requests).isZero();
  }

  @Test
  void whatCannotBeWrittenAtOnceIsWrittenLater() throws Exception {
    var away = new Away(memory);
    away.failures = 3;
    translate(engine(false), CHAPTER, away, Map.of());
    assertThat(away.failures).isZero();
    calls.requests = 0;
    translate(engine(false), CHAPTER, memory, Map.of());
    assertThat(calls.requests).isZero();
  }

  @Test
  void aMemoryThatTakesNothingCostsNoTranslation() throws Exception {
    var away = new Away(memory);
    away.failures = Integer.MAX_VALUE;
    assertThat(text(translate(engine(false), CHAPTER, away, Map.of()))).contains("wParagraph 59");
  }

  private static String text(Translation translation) {
    assertThat(translation).isInstanceOf(Translation.Accepted.class);
    return String.valueOf(((Translation.Accepted) translation).text().body());
  }

  private Translation translate(
      TranslationEngine engine, String body, TranslationMemory itsMemory,
      Map<String, String> parameters)
      throws InterruptedException {
    return translate(engine, TEXT, body, itsMemory, parameters);
  }

  private Translation translate(
      TranslationEngine engine, EntityRef entity, String body, TranslationMemory itsMemory,
      Map<String, String> parameters)
      throws InterruptedException {
    var plan =
        new Plan(
            Plan.CURRENT_VERSION, List.of("scripted"), Map.of("scripted", parameters), 1, 0,
            Plan.FailurePolicy.FINISH_OTHERS, false, new StoreId("store"));
    var source =
        new SourceText(entity, null, body, "1");
    return new PipelineTranslator(List.of(engine), Duration.ofMinutes(1), itsMemory)
        .translate(new Assignment(NOVEL, source, EN_ES, plan), calls);
  }

  private static TranslationEngine engine(boolean usesContext) {
    return new ScriptedEngine(
        "scripted",
        new EngineCapabilities(
            Set.of(SegmentFormat.MARKED), 8, 10_000, 4, usesContext, false, true),
        request -> ScriptedEngine.reply(request, ScriptedEngine::bark));
  }

  /** Counts how often each text was sent and answered, and dies when told to. */
  private static final class Counted implements EngineCalls {
    final Map<String, Integer> sent = new HashMap<>();
    final Map<String, Integer> answered = new HashMap<>();
    int requests;
    int crashAt = Integer.MAX_VALUE;

    static final class Crash extends RuntimeException {
      private static final long serialVersionUID = 1;
    }

    void clear() {
      sent.clear();
      answered.clear();
      requests = 0;
    }

    @Override
    public Optional<EngineReply.Failure> refusal(String engine) {
      return Optional.empty();
    }

    @Override
    public EngineReply call(TranslationEngine engine, EngineRequest request)
        throws InterruptedException {
      requests++;
      var texts = request.segments().stream().map(EngineSegment::text).toList();
      texts.forEach(text -> sent.merge(text, 1, Integer::sum));
      if (requests == crashAt) {
        throw new Crash();
      }
      texts.forEach(text -> answered.merge(text, 1, Integer::sum));
      return engine.translate(request);
    }
  }

  /** A memory that cannot be reached at times. */
  private static final class Away implements TranslationMemory {
    private final TranslationMemory memory;
    boolean isAwayForFind;
    int finds;
    int failures;

    Away(TranslationMemory memory) {
      this.memory = memory;
    }

    @Override
    public Map<MemoryKey, MemoryEntry> find(NovelId novel, Collection<MemoryKey> keys) {
      if (isAwayForFind) {
        throw new UnavailableException("memory", "is away", new IOException("away"));
      }
      finds++;
      return memory.find(novel, keys);
    }

    @Override
    public void remember(NovelId novel, Collection<MemoryEntry> entries) {
      if (failures > 0) {
        failures--;
        throw new UnavailableException("memory", "is away", new IOException("away"));
      }
      memory.remember(novel, entries);
    }

    @Override
    public List<MemoryEntry> containing(
        NovelId novel, LanguagePair languages, List<String> words) {
      return memory.containing(novel, languages, words);
    }

    @Override
    public List<Remembered> page(
        NovelId novel, LanguagePair languages, Optional<MemoryKey> after, int atMost) {
      return memory.page(novel, languages, after, atMost);
    }

    @Override
    public boolean note(NovelId novel, LanguagePair languages, RememberedText text) {
      return memory.note(novel, languages, text);
    }

    @Override
    public Map<MemoryKey, Set<EntityRef>> places(NovelId novel, Collection<MemoryKey> keys) {
      return memory.places(novel, keys);
    }

    @Override
    public Map<EntityRef, TextHash> whole(NovelId novel, LanguagePair languages) {
      return memory.whole(novel, languages);
    }

    @Override
    public int purge(NovelId novel) {
      return memory.purge(novel);
    }

    @Override
    public int purge(NovelId novel, LanguagePair languages) {
      return memory.purge(novel, languages);
    }

    @Override
    public List<MemoryCount> counts(NovelId novel) {
      return memory.counts(novel);
    }
  }
}
