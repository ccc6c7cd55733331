package org.translationjobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.core.submission.NovelText.ChapterText;
import org.translationjobs.core.submission.NovelText.VolumeText;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.EmbeddedRedis;
import org.translationjobs.testkit.Eventually;

class EmbeddingExampleTest {
  private static final NovelText NOVEL = new NovelText(
      "the-lamp", "en", "The Lamp", null,
      List.of(
          new VolumeText(
              "Volume One", "A beginning.",
              List.of(
                  new ChapterText(1, "Dusk",
                      "<p>The <em>lamp</em> was lit.</p>\n<p>She waited.</p>"),
                  new ChapterText(2, "Night", "<p>Nobody came.</p>")))));

  private static final Map<String, String> PHRASES = Map.of(
      "The Lamp", "La lámpara", "Volume One", "Tomo primero", "A beginning.", "Un comienzo.",
      "Dusk", "Anochecer", "The", "La", "lamp", "lámpara", "was lit.", "estaba encendida.",
      "She waited.", "Ella esperaba.", "Night", "Noche", "Nobody came.", "No vino nadie.");

  @Test
  void theExampleTranslatesANovelAndLeavesNothingBehind(@TempDir Path folder)
      throws Exception {
    var database = EmbeddedPostgres.shared().createDatabase();
    try (var redis = EmbeddedRedis.start()) {
      var before = threads();
      var novel = Novels.imported(database.dataSource(), NOVEL);

      var end = EmbeddingExample.translate(
          database.dataSource(), redis.url(), folder.resolve("staging"),
          EmbeddingExampleTest::phrase, novel);

      assertThat(end.status()).isEqualTo("COMPLETED");
      assertThat(end.progress().toString()).isEqualTo("4/4 (100 %)");
      assertThat(Novels.chapters(database.dataSource(), "es")).containsExactly(
          "Anochecer: <p>La <em>lámpara</em> estaba encendida.</p>\n<p>Ella esperaba.</p>",
          "Noche: <p>No vino nadie.</p>");
      Eventually.until("no thread is left", () -> left(before).isEmpty());
    }
  }

  @Test
  void theDocumentationQuotesTheExample() throws IOException {
    var source = Files.readString(
        Path.of("src/test/java/org/translationjobs/runtime/EmbeddingExample.java"));
    var quoted = source.substring(
        source.indexOf('\n', source.indexOf("// tag::embedding[]")) + 1,
        source.lastIndexOf('\n', source.indexOf("// end::embedding[]")))
        .stripIndent() + "\n";
    assertThat(quoted.lines().count()).isLessThan(20);
    assertThat(Files.readString(Path.of("../docs/embedding.md")))
        .contains("```java\n" + quoted + "```");
  }

  private static String phrase(String text, String from, String to) throws IOException {
    var phrase = PHRASES.get(text);
    if (phrase == null || !from.equals("en") || !to.equals("es")) {
      throw new IOException("not in the phrase book: '" + text + "', " + from + " to " + to);
    }
    return phrase;
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toSet());
  }

  /** Threads of ours and of libraries; the JVM keeps some of its own for virtual threads. */
  private static List<String> left(Set<Thread> before) {
    return threads().stream()
        .filter(thread -> !before.contains(thread) && thread.isAlive())
        .map(Thread::getName)
        .filter(name -> !name.matches(
            "ForkJoinPool-1-.*|VirtualThread-unparker.*|VirtualThread-unblocker|MasterPoller|.*-Poller|Cleaner-.*"
                + "|ForkJoinPool.commonPool-.*|PostgreSQL-JDBC-.*|process reaper.*"
                + "|surefire-.*|Common-Cleaner"))
        .sorted()
        .toList();
  }
}
