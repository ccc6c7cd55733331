package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.testkit.memory.InMemoryGlossaries;
import org.translationjobs.testkit.memory.InMemoryTranslationMemory;

/** A translation that a person imported is taken for any engine. */
class ImportedTranslationsTest {
  private static final NovelId NOVEL = new NovelId(new UUID(1, 1));
  private static final EntityRef ENTITY = new EntityRef(EntityType.NOVEL, NOVEL.value());
  private static final LanguagePair EN_ES = LanguagePair.of("en", "es");
  private static final String CHAPTER =
      "<p>The cat sat on <b>the mat</b>.</p>\n<p>The  dog\nwas in the garden.</p>";

  private final TranslationMemory memory = new InMemoryTranslationMemory();
  private final Glossaries glossaries = new InMemoryGlossaries();

  /** As they were stored by any version. */
  @Test
  void keysPassOverWhiteSpaceAndTheWayAccentsArePutTogether() {
    var key = MemoryKey.imported(EN_ES, "The café opens.");
    for (var same : List.of(
        " The\u00A0cafe\u0301 \t\n opens.\r\n", "\u001CThe\u2028café\u3000\u000Bopens.\u001F")) {
      assertThat(MemoryKey.imported(EN_ES, same)).isEqualTo(key);
    }
    for (var other : List.of("The\u001Ccafé opens.", "The\u200Bcafé opens.", "Thecafé opens.")) {
      assertThat(MemoryKey.imported(EN_ES, other)).isNotEqualTo(key);
    }
    assertThat(key.hex())
        .isEqualTo("2b4dee734ec329c747c2c91b7ef374859681310b55cd72005c245d9b003e5e37");
  }

  @Test
  void theVerySameTextIsTakenAndNobodyIsAsked() throws Exception {
    put("The cat sat on ⟦1⟧the mat⟦/1⟧.", "El gato estaba en ⟦1⟧la estera⟦/1⟧.");
    put("The dog was in the garden.", "El perro estaba\n  en el jardín.");
    var translations = new Translations();
    var accepted = accepted(translate(translations, EN_ES, scripted("any")));
    assertThat(accepted.text().body()).isEqualTo(
        "<p>El gato estaba en <b>la estera</b>.</p>\n<p>El perro estaba en el jardín.</p>");
    assertThat(accepted.engine()).isEqualTo("memory");
    assertThat(accepted.warnings()).isEmpty();
    assertThat(translations.requests()).isEmpty();
  }

  @Test
  void theEngineIsAskedForTheRestAndRemembersOnlyThat() throws Exception {
    put("The dog was in the garden.", "El perro estaba en el jardín.");
    var translations = new Translations();
    var accepted = accepted(translate(translations, EN_ES, scripted("any")));
    assertThat(accepted.text().body()).endsWith("<p>El perro estaba en el jardín.</p>");
    assertThat(accepted.engine()).isEqualTo("memory+any");
    assertThat(translations.sent()).containsExactly("The cat sat on ⟦1⟧the mat⟦/1⟧.");
    assertThat(memory.counts(NOVEL)).extracting(count -> count.engine() + " " + count.segments())
        .containsExactly("any 1", "memory 1");
  }

  @Test
  void otherLanguagesDoNotCount() throws Exception {
    put("The dog was in the garden.", "El perro estaba en el jardín.");
    var translations = new Translations();
    translate(translations, LanguagePair.of("en", "fr"), scripted("any"));
    assertThat(translations.sent()).hasSize(2);
  }

  @Test
  void whatTheChecksRefuseIsAskedForAndSaid() throws Exception {
    put("The cat sat on ⟦1⟧the mat⟦/1⟧.", "El gato estaba en la estera.");
    var accepted = accepted(translate(new Translations(), EN_ES, scripted("any")));
    assertThat(accepted.engine()).isEqualTo("any");
    assertThat(accepted.warnings())
        .anyMatch(
            warning -> warning.startsWith(
                "content segment 1: memory: the imported translation was not taken: markers: "));
  }

  @Test
  void theGlossaryIsCheckedAsWell() throws Exception {
    put("The dog was in the garden.", "El perro estaba en el jardín.");
    var term =
        new Term("garden", "huerto", Term.Kind.TERM, "", false, Term.Origin.PERSON);
    glossaries.change(NOVEL, EN_ES, List.of(new GlossaryChange.Put(term, false)));
    var accepted = accepted(translate(new Translations(), EN_ES, scripted("any")));
    assertThat(accepted.warnings())
        .contains("content segment 2: glossary: not used: garden → huerto");
  }

  @Test
  void anEngineRemembersNothingThatAnotherAnswered() throws Exception {
    var first =
        ScriptedEngine.texts(
            "first", Set.of(SegmentFormat.MARKED),
            text -> text.contains("cat") ? ScriptedEngine.bark(text) : text);
    translate(new Translations(), EN_ES, first, scripted("second"));
    assertThat(memory.counts(NOVEL)).extracting(count -> count.engine() + " " + count.segments())
        .containsExactly("first 1", "second 1");
  }

  @Test
  void problemsOfAPairAreFoundBeforeItIsUsed() {
    assertThat(ImportedPair.problem(EN_ES, "A ⟦1⟧cat⟦/1⟧", "Un ⟦1⟧gato⟦/1⟧")).isEmpty();
    assertThat(ImportedPair.problem(EN_ES, "Darcy", "Darcy")).isEmpty();
    assertThat(ImportedPair.problem(EN_ES, "⟦1/⟧ ", "x")).hasValueSatisfying(
        problem -> assertThat(problem).startsWith("empty"));
    assertThat(ImportedPair.problem(EN_ES, "A cat", " ")).hasValueSatisfying(
        problem -> assertThat(problem).startsWith("empty"));
    assertThat(ImportedPair.problem(EN_ES, "A\u0001 cat", "Un gato")).hasValueSatisfying(
        problem -> assertThat(problem).startsWith("invalid characters"));
    assertThat(ImportedPair.problem(EN_ES, "A ⟦1⟧cat⟦/1⟧", "Un gato")).hasValueSatisfying(
        problem -> assertThat(problem).startsWith("markers"));
    assertThat(ImportedPair.problem(EN_ES, "A cat", "<script>x</script>")).hasValueSatisfying(
        problem -> assertThat(problem).startsWith("new markup"));
  }

  private void put(String source, String target) {
    memory.remember(
        NOVEL,
        List.of(
            new MemoryEntry(
                MemoryKey.imported(EN_ES, source), EN_ES, ENTITY, source, target,
                MemoryEntry.IMPORTED, List.of())));
  }

  private static TranslationEngine scripted(String name) {
    return ScriptedEngine.texts(name, Set.of(SegmentFormat.MARKED), ScriptedEngine::bark);
  }

  private static Translation.Accepted accepted(Translation translation) {
    assertThat(translation).isInstanceOf(Translation.Accepted.class);
    return (Translation.Accepted) translation;
  }

  private Translation translate(
      Translations calls, LanguagePair languages, TranslationEngine... engines)
      throws InterruptedException {
    var plan =
        new Plan(
            Plan.CURRENT_VERSION, Stream.of(engines).map(TranslationEngine::name).toList(),
            Map.of(), 1, glossaries.current(NOVEL, languages).version(),
            Plan.FailurePolicy.FINISH_OTHERS, false, new StoreId("store"));
    var source =
        new SourceText(new EntityRef(EntityType.CHAPTER, new UUID(3, 3)), null, CHAPTER, "1");
    return new PipelineTranslator(
        List.of(engines), Duration.ofMinutes(1), memory, glossaries)
        .translate(new Assignment(NOVEL, source, languages, plan), calls);
  }
}
