package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.GlossaryConflict;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.run.Plan;

/** What every {@link Glossaries} must do. */
public interface GlossariesContract {
  LanguagePair PAIR = LanguagePair.of("en", "es");

  DatabaseUnderTest database();

  private Glossaries glossaries() {
    return database().glossaries();
  }

  private static Term term(String source, String target) {
    return new Term(source, target, Term.Kind.CHARACTER, "female", false, Term.Origin.IMPORT);
  }

  private static GlossaryChange.Put put(String source, String target) {
    return new GlossaryChange.Put(term(source, target), false);
  }

  private static NovelId novel() {
    return new NovelId(UUID.randomUUID());
  }

  @Test
  default void everyVersionStays() {
    var novel = novel();
    assertThat(glossaries().current(novel, PAIR)).isEqualTo(Glossary.EMPTY);
    var first = glossaries().change(novel, PAIR, List.of(put("Jane", "Juana"), put("Bath",
        "Bath")));
    assertThat(first.glossary())
        .isEqualTo(new Glossary(1, List.of(term("Bath", "Bath"), term("Jane", "Juana"))));
    glossaries().change(
        novel, PAIR,
        List.of(
            new GlossaryChange.Remove("Bath"),
            new GlossaryChange.Put(term("Jane", "Jane"), true)));
    glossaries().change(novel, PAIR, List.of(new GlossaryChange.Lock("Jane", true)));
    assertThat(glossaries().at(novel, PAIR, 0)).isEqualTo(Glossary.EMPTY);
    assertThat(glossaries().at(novel, PAIR, 1)).isEqualTo(first.glossary());
    assertThat(glossaries().at(novel, PAIR, 2))
        .isEqualTo(new Glossary(2, List.of(term("Jane", "Jane"))));
    assertThat(glossaries().current(novel, PAIR))
        .isEqualTo(new Glossary(3, List.of(term("Jane", "Jane").withLocked(true))));
    assertThat(glossaries().current(novel, LanguagePair.of("en", "fr"))).isEqualTo(Glossary.EMPTY);
    assertThat(glossaries().current(novel(), PAIR)).isEqualTo(Glossary.EMPTY);
  }

  @Test
  default void theFirstTranslationStaysAndTheOtherIsKeptAsAConflict() {
    var novel = novel();
    glossaries().change(novel, PAIR, List.of(put("Jane", "Juana")));
    var revision =
        glossaries().change(novel, PAIR, List.of(put("Jane", "Jane"), put("Jane", "Juana")));
    assertThat(revision.isChanged()).isFalse();
    assertThat(revision.glossary().version()).isEqualTo(1);
    glossaries().change(novel, PAIR, List.of(put("Jane", "Juanita")));
    assertThat(glossaries().current(novel, PAIR).terms()).containsExactly(term("Jane", "Juana"));
    assertThat(glossaries().conflicts(novel, PAIR, 9))
        .containsExactly(
            new GlossaryConflict(term("Jane", "Juana"), term("Jane", "Juanita")),
            new GlossaryConflict(term("Jane", "Juana"), term("Jane", "Jane")));
    assertThat(glossaries().conflicts(novel, PAIR, 1)).hasSize(1);
  }

  @Test
  default void aRunBeginsWithTheNewestVersion() {
    var scene = Scene.pendingJob(database(), 1);
    glossaries().change(scene.novel, Scene.EN_ES, List.of(put("Jane", "Juana")));
    glossaries().change(scene.novel, Scene.EN_ES, List.of(put("Bath", "Bath")));
    scene.activate();
    glossaries().change(scene.novel, Scene.EN_ES, List.of(put("Lydia", "Lidia")));
    var run = database().views().find(scene.job).orElseThrow().run().orElseThrow();
    assertThat(run.plan().glossaryVersion()).isEqualTo(2);
  }

  @Test
  default void aRunBeginsWithWhatTheNovelIsAbout() {
    var scene = Scene.pendingJob(database(), 1);
    var novel = new EntityRef(EntityType.NOVEL, scene.novel.value());
    database().writeText(novel, "en", "Title", "<p>Two sisters &amp; two men.</p>");
    database().writeText(novel, "es", "Título", "Dos hermanas.");
    scene.activate();
    database().writeText(novel, "en", "Title", "Three sisters.");
    var plan = database().views().find(scene.job).orElseThrow().run().orElseThrow().plan();
    assertThat(plan.synopsis()).isEqualTo("Two sisters & two men.");
    assertThat(plan.version()).isEqualTo(Plan.CURRENT_VERSION);
  }

  @Test
  default void changesAtTheSameTimeComeOneAfterTheOther() throws Exception {
    var novel = novel();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var changes = new ArrayList<Callable<Long>>();
      for (var i = 0; i < 24; i++) {
        var change = put("Name " + i, "Nombre " + i);
        changes.add(
            () -> glossaries().change(novel, PAIR, List.of(change)).glossary().version());
      }
      var versions = new ArrayList<Long>();
      for (var done : threads.invokeAll(changes)) {
        versions.add(done.get());
      }
      assertThat(versions).doesNotHaveDuplicates();
    }
    assertThat(glossaries().current(novel, PAIR).version()).isEqualTo(24);
    assertThat(glossaries().current(novel, PAIR).terms()).hasSize(24);
  }
}
