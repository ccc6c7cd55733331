package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.GlossaryTerm;
import org.translationjobs.core.engine.RequestContext.TextKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.MemoryCount;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.MemoryWords;
import org.translationjobs.core.memory.RememberedText;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.TextHash;

/** What every {@link TranslationMemory} must do. */
public interface TranslationMemoryContract {
  LanguagePair EN_ES = LanguagePair.of("en", "es");
  LanguagePair EN_FR = LanguagePair.of("en", "fr");
  EntityRef CHAPTER = new EntityRef(EntityType.CHAPTER, new UUID(4, 2));

  DatabaseUnderTest database();

  private TranslationMemory memory() {
    return database().translationMemory();
  }

  private static MemoryEntry entry(LanguagePair languages, String source, String target) {
    var plan =
        new Plan(
            1, List.of("e"), Map.of("e", Map.of("model", "m")), 1, 0,
            Plan.FailurePolicy.FINISH_OTHERS, false, new StoreId("s"));
    var key =
        MemoryKey.of(
            "e", plan, languages, TextKind.CONTENT, SegmentFormat.MARKED, source,
            List.<GlossaryTerm>of(), "");
    return new MemoryEntry(key, languages, CHAPTER, source, target, "e", List.of("length: 3"));
  }

  private static NovelId novel() {
    return new NovelId(UUID.randomUUID());
  }

  @Test
  default void whatIsRememberedIsFoundAndTheLastStays() {
    var novel = novel();
    var dog = entry(EN_ES, "A ⟦1⟧dog⟦/1⟧ 犬", "Un ⟦1⟧perro⟦/1⟧ 犬");
    var cat = entry(EN_ES, "A cat", "Un gato");
    memory().remember(novel, List.of(dog, cat));
    memory().remember(
        novel, List.of(entry(EN_ES, "A cat", "Una gata"), entry(EN_FR, "A cat", "Un chat")));
    memory().remember(novel, List.of(entry(EN_ES, "A cat", "Una gata")));
    memory().remember(novel, List.of());
    var newer = entry(EN_ES, "A cat", "Una gata");
    var missing = entry(EN_ES, "A bird", "").key();
    assertThat(memory().find(novel, List.of(dog.key(), missing, cat.key())))
        .containsOnly(Map.entry(dog.key(), dog), Map.entry(cat.key(), newer));
    assertThat(memory().find(novel, List.of())).isEmpty();
    assertThat(memory().find(novel(), List.of(dog.key()))).isEmpty();
  }

  @Test
  default void theSameEntryTwiceInOneCallIsOne() {
    var novel = novel();
    memory().remember(
        novel, List.of(entry(EN_ES, "A cat", "Un gato"), entry(EN_ES, "A cat", "Una gata")));
    assertThat(memory().page(novel, EN_ES, Optional.empty(), 9)).hasSize(1)
        .first()
        .extracting(one -> one.entry().target())
        .isEqualTo("Una gata");
  }

  @Test
  default void segmentsAreFoundByTheirWords() {
    var novel = novel();
    var darcy = entry(EN_ES, "“Mr. ⟦1⟧Dar⟦/1⟧cy’s park!”", "¡El parque de Darcy!");
    var park = entry(EN_ES, "A park", "Un parque");
    var tokyo = entry(EN_ES, "東京都へ行く。", "Va a Tokio.");
    var kadikoy = entry(EN_ES, "TO KADIKÖY", "A KADIKÖY");
    var weiss = entry(EN_ES, "WEISS", "WEISS");
    memory().remember(novel, List.of(darcy, park, tokyo, kadikoy, weiss));
    memory().remember(novel(), List.of(darcy));
    assertThat(memory().containing(novel, EN_ES, MemoryWords.of("Darcy"))).containsExactly(darcy);
    assertThat(memory().containing(novel, EN_ES, MemoryWords.of("PARK")))
        .containsExactlyInAnyOrder(darcy, park);
    assertThat(memory().containing(novel, EN_ES, MemoryWords.of("Mr. park")))
        .containsExactly(darcy);
    assertThat(memory().containing(novel, EN_ES, MemoryWords.of("par"))).isEmpty();
    assertThat(memory().containing(novel, EN_ES, MemoryWords.of("東京"))).containsExactly(tokyo);
    assertThat(memory().containing(novel, EN_FR, MemoryWords.of("park"))).isEmpty();
    assertThat(MemoryWords.toFind("Kadıköy"))
        .flatMap(words -> memory().containing(novel, EN_ES, words))
        .containsExactly(kadikoy);
    assertThat(MemoryWords.toFind("Weiß"))
        .flatMap(words -> memory().containing(novel, EN_ES, words))
        .containsExactly(weiss);
  }

  @Test
  default void pagesHaveEveryEntryOnce() {
    var novel = novel();
    var entries =
        IntStream.range(0, 25)
            .mapToObj(i -> entry(EN_ES, "Segment " + i, "Segmento " + i))
            .toList();
    memory().remember(novel, entries);
    memory().remember(novel, List.of(entry(EN_FR, "Segment", "Segment")));
    var found = new ArrayList<MemoryEntry>();
    Optional<MemoryKey> last = Optional.empty();
    while (true) {
      var page = memory().page(novel, EN_ES, last, 10);
      page.forEach(one -> found.add(one.entry()));
      if (page.size() < 10) {
        break;
      }
      last = Optional.of(page.getLast().entry().key());
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(entries)
        .isSortedAccordingTo(Comparator.comparing(e -> e.key().hex()));
  }

  @Test
  default void theTextOfAnotherEngineTakesThePlaceAndItsDate() {
    var novel = novel();
    var cat = entry(EN_ES, "A cat", "Un gato");
    memory().remember(novel, List.of(cat));
    database().letTimePass(Duration.ofMinutes(5));
    var dog = entry(EN_ES, "A dog", "Un perro");
    memory().remember(novel, List.of(cat, dog));
    assertThat(Duration.between(since(novel, cat), since(novel, dog)))
        .isGreaterThan(Duration.ofMinutes(4));
    var other =
        new MemoryEntry(
            cat.key(), EN_ES, CHAPTER, "A cat", "Un gato", MemoryEntry.IMPORTED, List.of());
    memory().remember(novel, List.of(other));
    assertThat(memory().find(novel, List.of(cat.key()))).containsEntry(cat.key(), other);
    assertThat(since(novel, cat)).isAfterOrEqualTo(since(novel, dog));
  }

  private Instant since(NovelId novel, MemoryEntry entry) {
    return memory().page(novel, EN_ES, Optional.empty(), 9)
        .stream()
        .filter(one -> one.entry().key().equals(entry.key()))
        .findFirst()
        .orElseThrow()
        .since();
  }

  @Test
  default void segmentsAreCountedByLanguagesAndEngine() {
    var novel = novel();
    var imported =
        new MemoryEntry(
            MemoryKey.imported(EN_ES, "A dog"), EN_ES, CHAPTER, "A dog", "Un perro",
            MemoryEntry.IMPORTED, List.of());
    memory().remember(
        novel,
        List.of(
            entry(EN_FR, "A cat", "Un chat"), entry(EN_ES, "A cat", "Un gato"), imported,
            entry(EN_ES, "A bird", "Un ave")));
    assertThat(memory().counts(novel)).containsExactly(
        new MemoryCount(EN_ES, "e", 2), new MemoryCount(EN_ES, MemoryEntry.IMPORTED, 1),
        new MemoryCount(EN_FR, "e", 1));
    assertThat(memory().counts(novel())).isEmpty();
  }

  @Test
  default void onePairOfLanguagesIsForgottenWithoutTheOthers() {
    var novel = novel();
    var chat = entry(EN_FR, "A cat", "Un chat");
    memory().remember(novel, List.of(entry(EN_ES, "A cat", "Un gato"), chat));
    assertThat(memory().purge(novel, EN_ES)).isOne();
    assertThat(memory().purge(novel, EN_ES)).isZero();
    assertThat(memory().purge(novel(), EN_FR)).isZero();
    assertThat(memory().find(novel, List.of(chat.key()))).hasSize(1);
  }

  @Test
  default void aTextIsWholeOnceAllItsSegmentsAreThere() {
    var novel = novel();
    var dog = entry(EN_ES, "A dog", "Un perro");
    var cat = entry(EN_ES, "A cat", "Un gato");
    var other = new EntityRef(EntityType.VOLUME, new UUID(4, 3));
    var source = TextHash.of("A title", null);
    var text = new RememberedText(other, source, Set.of(dog.key(), cat.key()));
    memory().remember(novel, List.of(dog));
    assertThat(memory().note(novel, EN_ES, text)).isFalse();
    assertThat(memory().whole(novel, EN_ES)).isEmpty();
    memory().remember(novel, List.of(cat));
    assertThat(memory().note(novel, EN_ES, text)).isTrue();
    assertThat(memory().note(novel, EN_ES, text)).isTrue();
    assertThat(memory().whole(novel, EN_ES)).containsOnly(Map.entry(other, source));
    assertThat(memory().whole(novel, EN_FR)).isEmpty();
    assertThat(memory().whole(novel(), EN_ES)).isEmpty();
    var newer = TextHash.of("Another title", null);
    memory().note(novel, EN_ES, new RememberedText(other, newer, Set.of(cat.key())));
    assertThat(memory().whole(novel, EN_ES)).containsOnly(Map.entry(other, newer));
    var empty = new EntityRef(EntityType.CHAPTER, new UUID(4, 4));
    assertThat(memory().note(novel, EN_ES, new RememberedText(empty, source, Set.of()))).isTrue();
    assertThat(memory().whole(novel, EN_ES)).containsKeys(other, empty);
  }

  @Test
  default void aSegmentIsKnownInEveryTextThatHasIt() {
    var novel = novel();
    var dog = entry(EN_ES, "A dog", "Un perro");
    var cat = entry(EN_ES, "A cat", "Un gato");
    var second = new EntityRef(EntityType.CHAPTER, new UUID(4, 3));
    memory().remember(novel, List.of(dog, cat));
    for (var entity : List.of(CHAPTER, second)) {
      memory().note(
          novel, EN_ES,
          new RememberedText(entity, TextHash.of("A title", null), Set.of(dog.key())));
    }
    var missing = entry(EN_ES, "A bird", "").key();
    assertThat(memory().places(novel, List.of(dog.key(), cat.key(), missing)))
        .containsOnly(
            Map.entry(dog.key(), Set.of(CHAPTER, second)), Map.entry(cat.key(), Set.of(CHAPTER)));
    assertThat(memory().places(novel(), List.of(dog.key()))).isEmpty();
    assertThat(memory().places(novel, List.of())).isEmpty();
    memory().purge(novel);
    assertThat(memory().whole(novel, EN_ES)).isEmpty();
    memory().remember(novel, List.of(dog));
    assertThat(memory().places(novel, List.of(dog.key())))
        .containsOnly(Map.entry(dog.key(), Set.of(CHAPTER)));
  }

  @Test
  default void aNovelIsForgottenWithoutTheOthers() {
    var novel = novel();
    var other = novel();
    var cat = entry(EN_ES, "A cat", "Un gato");
    memory().remember(novel, List.of(cat, entry(EN_FR, "A cat", "Un chat")));
    memory().remember(other, List.of(cat));
    assertThat(memory().purge(novel)).isEqualTo(2);
    assertThat(memory().purge(novel)).isZero();
    assertThat(memory().find(novel, List.of(cat.key()))).isEmpty();
    assertThat(memory().find(other, List.of(cat.key()))).hasSize(1);
  }
}
