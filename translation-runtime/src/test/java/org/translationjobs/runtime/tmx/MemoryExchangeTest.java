package org.translationjobs.runtime.tmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.Remembered;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.testkit.memory.InMemoryTranslationMemory;

class MemoryExchangeTest {
  private static final NovelId NOVEL = new NovelId(new UUID(1, 1));
  private static final LanguagePair EN_ES = LanguagePair.of("en", "es");
  private static final EntityRef CHAPTER = new EntityRef(EntityType.CHAPTER, new UUID(2, 2));

  @TempDir
  Path folder;
  private final TranslationMemory memory = new InMemoryTranslationMemory();

  @Test
  void whatIsExportedComesBackTheSame() throws Exception {
    var entries = new ArrayList<MemoryEntry>();
    for (var text : List.of(
        "A ⟦1⟧cat ⟦2⟧and⟦/2⟧⟦/1⟧ a dog⟦3/⟧.", "  two\r\nlines\n\tand & < > ]]> \" ' ",
        "😀 \u2028 ⟦7⟧ alone", "invalid \u0001\u000B\uFFFE\uD800 characters", "１２ 猫。")) {
      entries.add(entry(text, text.replace('a', 'ä') + " ¡sí!", "openai"));
    }
    memory.remember(NOVEL, entries);
    var file = write(export());
    var other = new InMemoryTranslationMemory();
    var report = importInto(other, file, false);
    assertThat(report.refusals()).extracting(ImportReport.Refusal::reason)
        .singleElement()
        .asString()
        .startsWith("invalid characters");
    assertThat(report).extracting(
        ImportReport::units, ImportReport::added, ImportReport::restored, ImportReport::refused)
        .containsExactly(5L, 4L, 4L, 1L);
    entries.remove(3);
    assertThat(entries(other)).containsExactlyInAnyOrderElementsOf(entries);
    assertThat(importInto(other, file, false))
        .extracting(ImportReport::unchanged, ImportReport::added, ImportReport::replaced)
        .containsExactly(4L, 0L, 0L);
  }

  @Test
  void theDocumentIsTmxWithEverythingThatIsKnown() throws Exception {
    memory.remember(NOVEL, List.of(entry("A ⟦1⟧cat⟦/1⟧⟦2/⟧", "Un ⟦1⟧gato⟦/1⟧⟦2/⟧", "deepl")));
    var text = new String(export(), StandardCharsets.UTF_8);
    assertThat(text)
        .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n")
        .contains(
            "srclang=\"en\"", "<tu tuid=\"" + entries(memory).getFirst().key().hex() + "\"",
            "<prop type=\"x-engine\">deepl</prop>",
            "<prop type=\"x-entity\">chapter:" + CHAPTER.id() + "</prop>",
            "<prop type=\"x-warning\">length: 3</prop>",
            "<tuv xml:lang=\"en\"><seg>A <bpt i=\"1\" x=\"1\"/>cat<ept i=\"1\"/><ph x=\"2\"/></seg>"
                + "</tuv>",
            "<tuv xml:lang=\"es\"><seg>Un <bpt i=\"1\" x=\"1\"/>gato<ept i=\"1\"/>")
        .containsPattern("creationdate=\"\\d{8}T\\d{6}Z\"");
    var document =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(export()));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("tmx");
  }

  @Test
  void whatSomebodyChangedSinceTheExportIsUsedForEveryEngine() throws Exception {
    memory.remember(NOVEL, List.of(entry("A cat", "Un gato", "e"), entry("A dog", "Un can", "e")));
    var edited = new String(export(), StandardCharsets.UTF_8).replace("Un can", "Un perro");
    var report = importInto(memory, write(edited.getBytes(StandardCharsets.UTF_8)), false);
    assertThat(report).extracting(
        ImportReport::added, ImportReport::unchanged, ImportReport::restored)
        .containsExactly(1L, 1L, 1L);
    assertThat(imported("A dog")).isEqualTo("Un perro");
    assertThat(imported("A cat")).isEmpty();
    assertThat(importInto(memory, write(edited.getBytes(StandardCharsets.UTF_8)), true).restored())
        .isZero();
    assertThat(imported("A cat")).isEqualTo("Un gato");
  }

  @Test
  void otherToolsFilesAreRead() throws Exception {
    var file =
        """
        <?xml version="1.0" encoding="CHARSET"?>
        <!DOCTYPE tmx SYSTEM "http://127.0.0.1:1/tmx14.dtd">
        <tmx version="1.4">
          <header creationtool="OmegaT" srclang="EN-US" segtype="sentence"><note>&lt;n</note></header>
          <body>
            <tu>
              <tuv lang="EN-US">
                <seg>The <bpt i="0" x="5">&lt;b&gt;</bpt>old<ept i="0">&lt;/b&gt;</ept> cat
                <ph x="6" type="br">&lt;br<sub>not this</sub>/&gt;</ph>.</seg>
              </tuv>
              <tuv lang="ES-MX">
                <seg><ph x="6">x</ph>El gato <bpt i="3" x="5">&lt;b&gt;</bpt>viejo<ept i="3"/>.</seg>
              </tuv>
            </tu>
            <tu><note>n</note><prop type="client">c</prop>
              <tuv xml:lang="fr"><seg>Le chien.</seg></tuv>
              <tuv xml:lang="spa"><prop type="p">v</prop><seg>El <hi type="b">perro</hi>.</seg></tuv>
              <tuv xml:lang="en_gb"><seg>The <hi type="b">dog</hi>.</seg><seg>no</seg></tuv>
            </tu>
            <tu><tuv xml:lang="en"><seg>A <it pos="begin">x</it><![CDATA[<b>]]> &#38;</seg></tuv>
              <tuv xml:lang="es"><seg>Un <it pos="begin">x</it><![CDATA[<b>]]> &amp;</seg></tuv></tu>
          </body>
        </tmx>
        """;
    for (var charset : List.of("UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1")) {
      var other = new InMemoryTranslationMemory();
      var text = file.replace("CHARSET", charset.equals("UTF-16LE") ? "UTF-16" : charset);
      var bytes = (charset.equals("UTF-16LE") ? "\uFEFF" + text : text)
          .getBytes(Charset.forName(charset));
      var report = importInto(other, write(bytes), false);
      assertThat(report.refusals()).as(charset).isEmpty();
      assertThat(report.added()).as(charset).isEqualTo(3);
      assertThat(entries(other)).extracting(e -> e.target().replaceAll("\\s+", " "))
          .as(charset)
          .containsExactlyInAnyOrder(
              "⟦2/⟧El gato ⟦1⟧viejo⟦/1⟧.", "El ⟦1⟧perro⟦/1⟧.", "Un ⟦1/⟧<b> &");
      assertThat(entries(other)).extracting(MemoryEntry::engine).containsOnly("memory");
      assertThat(find(other, "The ⟦1⟧old⟦/1⟧ cat ⟦2/⟧.")).isPresent();
      assertThat(find(other, "The ⟦1⟧dog⟦/1⟧.")).isPresent();
    }
  }

  @Test
  void tagsAreMatchedByOrderWhereNothingNamesThem() {
    var one = new TmxUnit.Tag(TmxUnit.Kind.POINT, "", "");
    var text = new TmxUnit.Text("a");
    assertThat(PairText.of(List.of(one, text, one), List.of(text, one, one)))
        .isEqualTo(new PairText("⟦1/⟧a⟦2/⟧", "a⟦1/⟧⟦2/⟧"));
  }

  @Test
  void theLastOfSeveralTranslationsOfASourceWinsAndIsCounted() throws Exception {
    var file = write(tmx(unit("en", "A cat", "es", "Un gato"), unit("en", "A  cat", "es", "Gata"),
        unit("en", "A cat", "es", "Gata")));
    assertThat(importInto(memory, file, false)).extracting(
        ImportReport::added, ImportReport::replaced, ImportReport::unchanged)
        .containsExactly(1L, 1L, 1L);
    assertThat(imported("A cat")).isEqualTo("Gata");
  }

  @Test
  void whatCannotBeUsedIsNamedAndTheRestImported() throws Exception {
    var report = importInto(memory, write(tmx(
        unit("en", "A cat", "es", "Un gato"),
        unit("en", "A cat", "de", "Eine Katze"),
        unit("en", " ", "es", "x"),
        unit("en", "The ⟦1⟧dog⟦/1⟧", "es", "El perro"),
        unit("en", "A <ut/>bird", "es", "Un <sub>ave</sub>"),
        unit("en", "A &unknown; b", "es", "x"),
        unit("", "A", "es", "x"),
        "<tu><prop type='prev'>x</prop>" + unit("en", "Yes", "es", "Sí").substring(4),
        unit("en", "A".repeat(200_001), "es", "x"))), false);
    assertThat(report).extracting(
        ImportReport::units, ImportReport::added, ImportReport::otherLanguages,
        ImportReport::alternatives, ImportReport::refused)
        .containsExactly(9L, 1L, 1L, 1L, 6L);
    assertThat(report.refusals()).extracting(r -> r.number() + " " + r.reason().split(":", -1)[0])
        .containsExactly(
            "3 empty", "4 markers", "5 it has the element <sub>, which no segment can have",
            "6 it has the entity &unknown;, which XML does not know",
            "7 a <tuv> of it has no language", "9 a text of it is longer than 200000 characters");
    assertThat(report.refusals().getFirst().line()).isEqualTo(5);
  }

  @Test
  void aUnitOfFarTooManyPartsIsRefusedAndTheNextOneRead() throws Exception {
    var property = "<prop type='p'>v</prop>";
    var marks = "<ph x=\"1\"/>";
    var pairs = "<hi>a</hi>";
    var report = importInto(memory, write(tmx(
        "<tu>" + property.repeat(1_001) + unit("en", "Yes", "es", "Sí").substring(4),
        "<tu>" + property.repeat(1_000) + unit("en", "No", "es", "No").substring(4),
        "<tu><prop type='p'>" + "v".repeat(200_001) + "</prop>"
            + unit("en", "Oh", "es", "Ah").substring(4),
        unit("en", "A" + marks.repeat(10_001), "es", "A"),
        unit("en", "A" + pairs.repeat(5_001), "es", "A"),
        unit("en", marks.repeat(10_000) + "B", "es", marks.repeat(10_000) + "B"))), false);
    assertThat(report.refusals()).extracting(r -> r.number() + " " + r.reason())
        .containsExactly(
            "1 it has more than 1000 <prop>, or 200000 characters in them",
            "3 it has more than 1000 <prop>, or 200000 characters in them",
            "4 a text of it has more than 10000 tags", "5 a text of it has more than 10000 tags");
    assertThat(report.added()).isEqualTo(2);
  }

  @Test
  void ofABrokenFileNothingIsImported() throws Exception {
    var whole = new String(tmx(unit("en", "A cat", "es", "Un gato")), StandardCharsets.UTF_8);
    for (var broken : List.of(
        whole.substring(0, whole.indexOf("</body>")), whole.replace("</seg>", "</set>"),
        "not xml", "", "<html/>", whole.replace("Un", "\u0001"))) {
      var file = write(broken.getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> importInto(memory, file, false)).isInstanceOf(TmxException.class);
    }
    var entity = write(
        ("<!DOCTYPE tmx [<!ENTITY x SYSTEM \"file:///etc/hostname\"><!ENTITY y \"yyy\">]>"
            + whole.substring(whole.indexOf("<tmx")).replace("Un gato", "&x; &y;"))
            .getBytes(StandardCharsets.UTF_8));
    assertThat(importInto(memory, entity, false).refused()).isOne();
    assertThat(entries(memory)).isEmpty();
  }

  @Test
  void aLongFileIsReadToItsEnd() throws Exception {
    var units =
        IntStream.range(0, 12_000)
            .mapToObj(i -> unit("en", "A &amp; &#233; " + i + " &lt;".repeat(9), "es", "Un " + i))
            .toArray(String[]::new);
    var report = importInto(memory, write(tmx(units)), false);
    assertThat(report.added()).isEqualTo(12_000);
    memory.purge(NOVEL);
    memory.remember(
        NOVEL, IntStream.range(0, 1_500).mapToObj(i -> entry("A " + i, "Un " + i, "e")).toList());
    var other = new InMemoryTranslationMemory();
    assertThat(importInto(other, write(export()), false).restored()).isEqualTo(1_500);
    assertThat(entries(other)).isEqualTo(entries(memory));
  }

  @Test
  void languagesAreRecognisedHoweverTheyAreWritten() {
    assertThat(target("es", "es")).isEqualTo("es");
    assertThat(target("es", "ES-MX", "es_ES", "es")).isEqualTo("es");
    assertThat(target("es", "fr", "spa")).isEqualTo("spa");
    assertThat(target("es-MX", "es-ES")).isEmpty();
    assertThat(target("es-MX", "es")).isEqualTo("es");
    assertThat(target("zh-Hans", "zh-TW", "zh-CN")).isEqualTo("zh-CN");
    assertThat(target("zh-Hant", "ZH_HK")).isEqualTo("ZH_HK");
    assertThat(target("pt-BR", "pt-PT", "pt-BR")).isEqualTo("pt-BR");
    assertThat(target("es", "est")).isEmpty();
  }

  private static String target(String wanted, String... there) {
    var variants = new ArrayList<TmxUnit.Variant>();
    variants.add(new TmxUnit.Variant("en-US", List.of()));
    for (var lang : there) {
      variants.add(new TmxUnit.Variant(lang, List.of(new TmxUnit.Text(lang))));
    }
    return TmxLanguages.find(variants, LanguagePair.of("en-GB", wanted))
        .map(found -> found.target().lang())
        .orElse("");
  }

  private static byte[] tmx(String... units) {
    return ("<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header/><body>\n"
        + String.join("\n", units) + "\n</body></tmx>\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String unit(String from, String source, String to, String target) {
    return "<tu><tuv xml:lang=\"" + from + "\"><seg>" + source + "</seg></tuv><tuv xml:lang=\"" + to
        + "\"><seg>" + target + "</seg></tuv></tu>";
  }

  private static MemoryEntry entry(String source, String target, String engine) {
    var key = String.format("%064x", new BigInteger(1, source.getBytes(
        StandardCharsets.UTF_16BE)).mod(BigInteger.TWO.pow(255)));
    return new MemoryEntry(
        new MemoryKey(key), EN_ES, CHAPTER, source, target, engine, List.of("length: 3"));
  }

  private byte[] export() {
    var out = new ByteArrayOutputStream();
    new MemoryExchange(memory, "1").export(NOVEL, EN_ES, out);
    return out.toByteArray();
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("memory.tmx"), bytes);
  }

  private static ImportReport importInto(TranslationMemory memory, Path file, boolean forAll)
      throws IOException {
    return new MemoryExchange(memory, "1").importFrom(file, NOVEL, EN_ES, forAll);
  }

  private static List<MemoryEntry> entries(TranslationMemory memory) {
    return memory.page(NOVEL, EN_ES, Optional.empty(), 100_000)
        .stream()
        .map(Remembered::entry)
        .toList();
  }

  private String imported(String source) {
    return find(memory, source).map(MemoryEntry::target).orElse("");
  }

  private static Optional<MemoryEntry> find(TranslationMemory memory, String source) {
    var key = MemoryKey.imported(EN_ES, source);
    return Optional.ofNullable(memory.find(NOVEL, List.of(key)).get(key));
  }
}
