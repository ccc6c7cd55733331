package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.runtime.ChangedSubtasks;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.testkit.engine.FakeEngineServer;

/** After a change of the glossary only the segments with changed terms are asked again. */
class ChangedTermsTest {
  private static final LanguagePair EN_ES = LanguagePair.of("en", "es");
  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final int CHAPTERS = 6;
  private static final int PARAGRAPHS = 8;

  /** Of which chapter, and the how manieth in it; chapters 1 and 5 have one paragraph in common. */
  private static final Map<Integer, List<Integer>> WITH_TERM =
      Map.of(1, List.of(4), 2, List.of(3), 4, List.of(1, 5), 5, List.of(4));

  private final AtomicReference<Map<String, String>> terms = new AtomicReference<>(Map.of());
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final FakeEngineServer server =
      FakeEngineServer.start((texts, languages) -> {
        asked.addAll(texts);
        return texts.stream().map(this::translated).toList();
      });
  private Site site;
  private TranslationSystem system;
  private UUID novel;
  private JobId job;

  @BeforeEach
  void translateOnce() {
    site = Site.create()
        .set("TRANSLATION_ENGINE", "openai")
        .set("OPENAI_BASE_URL", server.chatUrl().toString())
        .set("OPENAI_API_KEY", "key")
        .set("OPENAI_MODEL", "fake")
        .set("WORKER_CONCURRENCY", "1");
    system = site.system();
    novel = site.novel(CHAPTERS);
    for (var chapter = 1; chapter <= CHAPTERS; chapter++) {
      site.update(
          """
          update chapter_translations set content = ? where lang = 'en' and chapter_id =
            (select c.id from chapters c join volumes v on v.id = c.volume_id
              where v.novel_id = ? and c.seq = ?)""",
          content(chapter), novel, chapter);
    }
    put("Netherfield", "Campollano", false);
    job = site.job(novel, "en", "es");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "COMPLETED");
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    site.close();
  }

  @Test
  void aChangedTermRedoesOnlyTheSegmentsThatHaveIt() {
    var segments = asked.size();
    var before = site.chapters(novel, "es");
    var written = written();
    assertThat(found().changed()).as("nothing changed yet").isEmpty();

    put("Netherfield", "Camponuevo", true);
    forget();
    var found = found();
    assertThat(found.terms()).containsExactly("Netherfield");
    assertThat(found.segments()).isEqualTo(5);
    assertThat(chaptersOf(found)).containsExactlyInAnyOrderElementsOf(WITH_TERM.keySet());
    assertThat(found.unknown()).isEmpty();
    var ran = run(found);
    System.out.println(
        segments + " segments; a term changed that stands in " + found.segments() + " of them in "
            + found.changed().size() + " chapters: " + asked.size() + " were asked again in "
            + server.translations().size() + " requests, " + ran + " subtasks ran");

    // two of the five are one text in two chapters, which is asked once
    assertThat(asked).hasSize(4).allMatch(text -> text.contains("Netherfield"));
    assertThat(server.translations()).hasSize(3);
    assertThat(ran).isEqualTo(4);
    var after = site.chapters(novel, "es");
    for (var chapter = 1; chapter <= CHAPTERS; chapter++) {
      assertThat(after.get(chapter - 1))
          .isEqualTo(before.get(chapter - 1).replace("Campollano", "Camponuevo"));
    }
    assertThat(after).noneMatch(text -> text.contains("Campollano"));
    assertThat(site.query(ROWS, novel).stream().filter(row -> !written.contains(row)))
        .as("rows of the other chapters stay as they are")
        .hasSize(4);
    assertThat(found().changed()).isEmpty();
  }

  /** One after the other, as an editor would go on: each begins where the one before ended. */
  @Test
  void aRemovedTermAndANewOneAnEditedRowAndAForgottenMemory() {
    system.glossaries()
        .change(
            new NovelId(novel), EN_ES, List.of(new GlossaryChange.Remove("Netherfield")));
    terms.set(Map.of());
    site.update(
        """
        update chapter_translations set content = 'De una persona.', updated_at = utcnow
        where lang = 'es' and chapter_id = (select c.id from chapters c
          join volumes v on v.id = c.volume_id where v.novel_id = ? and c.seq = 4)""",
        novel);
    forget();
    assertThat(found().segments()).isEqualTo(5);
    assertThat(run(found())).isEqualTo(4);
    assertThat(asked).hasSize(4).allMatch(text -> text.contains("Netherfield"));
    assertThat(site.chapters(novel, "es").get(3)).isEqualTo("De una persona.");
    assertThat(site.chapters(novel, "es").get(1)).contains("Netherfieldþa");

    put("paragraph 7", "séptimo párrafo", false);
    forget();
    assertThat(found().terms()).contains("paragraph 7");
    assertThat(run(found())).isEqualTo(CHAPTERS);
    assertThat(asked).hasSize(CHAPTERS).allMatch(text -> text.contains("paragraph 7"));

    system.memory().purge(new NovelId(novel));
    put("Netherfield", "Camponuevo", true);
    var found = found();
    assertThat(found.changed()).isEmpty();
    assertThat(found.unknown()).as("named, not passed over").hasSize(CHAPTERS + 2);
  }

  private static final String ROWS =
      """
      select t.id, t.content, t.updated_at from chapter_translations t
      join chapters c on c.id = t.chapter_id join volumes v on v.id = c.volume_id
      where v.novel_id = ? and t.lang = 'es' order by c.seq""";

  private List<Map<String, Object>> written() {
    return site.query(ROWS, novel);
  }

  private ChangedSubtasks.Found found() {
    return system.changedSubtasks().find(system.views().find(job).orElseThrow());
  }

  private static List<Integer> chaptersOf(ChangedSubtasks.Found found) {
    return found.changed().stream().map(SubtaskView::seq).map(Optional::orElseThrow).toList();
  }

  /** How many subtasks a run of these translated. */
  private int run(ChangedSubtasks.Found found) {
    var wanted = found.changed().stream().map(SubtaskView::id).collect(Collectors.toSet());
    var request =
        new RunRequest(
            RunRequest.Trigger.REPROCESS, new RunRequest.Scope.Only(wanted), system.plan(),
            Optional.empty(), Optional.empty());
    var started = system.jobs().activate(job, request, system.settings().patience());
    assertThat(started).isInstanceOf(Activated.Started.class);
    site.awaitStatus(job, "COMPLETED");
    return ((Activated.Started) started).toTranslate();
  }

  private void put(String source, String target, boolean replace) {
    var term = new Term(source, target, Term.Kind.TERM, "", false, Term.Origin.PERSON);
    system.glossaries()
        .change(new NovelId(novel), EN_ES, List.of(new GlossaryChange.Put(term, replace)));
    terms.set(Map.of(source, target));
  }

  private void forget() {
    asked.clear();
    server.forget();
  }

  private static String content(int chapter) {
    var paragraphs = new ArrayList<String>();
    for (var number = 1; number <= PARAGRAPHS; number++) {
      var isCommon = (chapter == 1 || chapter == 5) && (number == 3 || number == 4);
      var hasTerm = WITH_TERM.getOrDefault(chapter, List.of()).contains(number);
      paragraphs.add(
          "<p>" + (isCommon ? "What is said twice is " : "In chapter " + chapter + " ")
              + "paragraph " + number + " tells of " + (hasTerm ? "Netherfield and " : "")
              + "the lamp that stood in the house.</p>");
    }
    return String.join("\n", paragraphs);
  }

  /** Obeys the glossary, and gives every other word an ending that no language has. */
  private String translated(String text) {
    var parts = new ArrayList<>(List.of(text));
    terms.get()
        .forEach(
            (source, target) -> {
              var pieces = text.split(Pattern.quote(source), -1);
              parts.clear();
              IntStream.range(0, pieces.length).forEach(i -> {
                if (i > 0) {
                  parts.add(target);
                }
                parts.add(WORD.matcher(pieces[i]).replaceAll("$0þa"));
              });
            });
    return terms.get().isEmpty()
        ? WORD.matcher(text).replaceAll("$0þa")
        : String.join("", parts);
  }
}
