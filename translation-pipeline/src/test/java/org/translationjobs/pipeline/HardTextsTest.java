package org.translationjobs.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.Translator.Translation.Accepted;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;

/**
 * Short texts, each hard in the way that its name tells. Beside {@code NAME} stands {@code NAME.sent}:
 * what of it an engine sees, one segment a line.
 */
class HardTextsTest {
  private static final Path FOLDER =
      Path.of("src/test/resources/org/translationjobs/pipeline/hard");

  /** Characters of a segment: some of the texts are longer. */
  private static final int BUDGET = 300;

  private static final Set<String> NEVER_READ =
      Set.of(
          "iframe", "math", "rp", "rt", "script", "style", "svg", "textarea");

  @ParameterizedTest
  @MethodSource("texts")
  void anIdentityTranslationIsTheSourceByteForByte(String name) throws Exception {
    var source = read(name);
    assertThat(new Translations(identity()).translate(EntityType.CHAPTER, null, source, SAME))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.text().body()).isEqualTo(source));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void anEngineSeesWhatIsToBeTranslatedAndNothingElse(String name) throws Exception {
    assertThat(sent(name)).containsExactlyElementsOf(read(name + ".sent").lines().toList());
  }

  /** Read by a parser that knows nothing of segments; signs without letters need not be sent. */
  @ParameterizedTest
  @MethodSource("html")
  void everyLetterThatAReaderSeesIsSentOnce(String name) throws Exception {
    var readable = new StringBuilder();
    Jsoup.parseBodyFragment(read(name)).body().traverse(new NodeVisitor() {
      @Override
      public void head(Node node, int depth) {
        if (node instanceof TextNode text && isRead(text)) {
          readable.append(text.getWholeText());
        }
      }
    });
    assertThat(letters(String.join("", sent(name).stream().map(Markers::strip).toList())))
        .isEqualTo(letters(readable.toString()));
  }

  @ParameterizedTest
  @MethodSource("html")
  void aTranslationHasTheSourcesElements(String name) throws Exception {
    var source = read(name);
    var result =
        new Translations(ScriptedEngine.texts(ScriptedEngine::bark)).translate(
            EntityType.CHAPTER, null, source, SAME);
    assertThat(StructureCheck.difference(source, String.valueOf(((Accepted) result).text().body())))
        .isEmpty();
  }

  private static final LanguagePair SAME = LanguagePair.of("en", "en-GB");

  private static ScriptedEngine identity() {
    var any = ScriptedEngine.texts(text -> text);
    return new ScriptedEngine(
        any.name(),
        new EngineCapabilities(
            Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED), 100, BUDGET, 4, false, false, true),
        any.script());
  }

  private static List<String> sent(String name) throws Exception {
    var translations = new Translations(identity());
    translations.translate(EntityType.CHAPTER, null, read(name), SAME);
    return translations.sent();
  }

  private static boolean isRead(TextNode text) {
    for (Node node = text.parent(); node instanceof Element element; node = node.parent()) {
      if (NEVER_READ.contains(element.normalName()) || element.attr("translate").equals("no")
          || (element.nameIs("h1") && Numerals.isRoman(element.ownText()))) {
        return false;
      }
    }
    return true;
  }

  private static String letters(String text) {
    var letters = new StringBuilder();
    text.codePoints().filter(Character::isLetter).forEach(letters::appendCodePoint);
    return letters.toString();
  }

  private static String read(String name) throws Exception {
    return new String(Files.readAllBytes(FOLDER.resolve(name)), UTF_8);
  }

  static List<String> texts() throws Exception {
    try (var files = Files.list(FOLDER)) {
      var names =
          files.map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".html") || name.endsWith(".txt"))
              .sorted()
              .toList();
      assertThat(names).hasSizeGreaterThan(50);
      return names;
    }
  }

  static List<String> html() throws Exception {
    return texts().stream().filter(name -> name.endsWith(".html")).toList();
  }
}
