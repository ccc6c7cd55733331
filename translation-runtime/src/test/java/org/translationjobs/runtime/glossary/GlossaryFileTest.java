package org.translationjobs.runtime.glossary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.LanguagePair;

/** Glossaries in files. */
class GlossaryFileTest {
  private static final LanguagePair EN_ES = LanguagePair.of("en", "es");

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadAgain(GlossaryFile form) {
    var random = new Random(23);
    for (var i = 0; i < 2_000; i++) {
      var terms = terms(random);
      var content = form.read(form.write(terms, EN_ES), EN_ES);
      assertThat(content.problems()).isEmpty();
      assertThat(content.terms()).isEqualTo(terms);
    }
  }

  private static List<Term> terms(Random random) {
    var terms = new ArrayList<Term>();
    for (var i = random.nextInt(5); i > 0; i--) {
      terms.add(
          new Term(
              text(random) + "x", "y" + text(random),
              one(random, Term.Kind.values()), text(random),
              random.nextBoolean(),
              one(random, Term.Origin.values())));
    }
    return terms;
  }

  private static <T> T one(Random random, T[] values) {
    return List.of(values).get(random.nextInt(values.length));
  }

  /** What either form has to protect, within a line. */
  private static String text(Random random) {
    var pieces =
        List.of(
            "Darcy", ",", ";", "\"", "\"\"", " ", "\t", "'", "&", "<b>", "]]>", "&amp;", "é", "小",
            "𠮷", "=1+1", "\uFEFF", "\u00A0", "-", "#");
    var text = new StringBuilder();
    for (var i = random.nextInt(6); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  @Test
  void spreadsheetsAreRead() {
    var expected = List.of(term("Darcy", "Darcy", "male, rich"), term("entail", "mayorazgo", ""));
    for (var file : List.of(
        "source,target,note\nDarcy,Darcy,\"male, rich\"\nentail,mayorazgo,\n",
        "\uFEFFSource;Target;Note\r\nDarcy;Darcy;male, rich\r\n\r\nentail;mayorazgo;",
        "target\tnote\tsource\rDarcy\tmale, rich\tDarcy\rmayorazgo\t\tentail\r")) {
      assertThat(csv(file).problems()).isEmpty();
      assertThat(csv(file).terms()).isEqualTo(expected);
    }
  }

  @Test
  void everyBadRowIsNamedWithItsLine() {
    var content =
        csv(
            """
                source,target,kind,locked,origin
                Darcy,Darcy,character,yes,person
                ,x,,,
                Jane,,,,
                "two
                lines",x,,,
                a,b,place,,
                c,d,,maybe,
                e,f,,,me
                too,few
                Kitty,Kitty,,,
                """);
    assertThat(content.terms()).extracting(Term::source).containsExactly("Darcy", "Kitty");
    assertThat(content.problems()).extracting(GlossaryFile.Problem::line)
        .containsExactly(3, 4, 5, 7, 8, 9, 10);
    assertThat(content.problems()).extracting(GlossaryFile.Problem::toString)
        .contains(
            "line 3: a term needs a source and a target",
            "line 7: kind is 'place'; allowed: term, character",
            "line 8: locked is 'maybe'; allowed: yes, no or nothing",
            "line 10: it has 2 fields, the first line has 5");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\u0000', value = {
      "|1: the file is empty",
      "a,b¶c,d|1: there is no column 'a'",
      "source,note¶x,y|1: the column 'target' is missing",
      "source,target,source¶x,y,z|1: the column 'source' stands twice",
      "source,target¶x,y¶\"x,y¶z,z|3: a field in quotes that begins here has no closing quote",
      "source,target¶x,y¶\"x\"x,y|3: something stands behind the closing quote",
      "source,target¶x \"y\" z,y|2: a quote within a field"})
  void whatCannotBeReadSaysWhere(String file, String problem) {
    assertThat(csv(file == null ? "" : file.replace('¶', '\n')).problems())
        .singleElement()
        .asString()
        .startsWith("line " + problem);
  }

  @Test
  void anotherEncodingIsNoticed() {
    var file = "source,target\nx,y\nmayorazgo,M\u00fcller\n".getBytes(
        java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(GlossaryFile.CSV.read(file, EN_ES).problems())
        .singleElement()
        .asString()
        .isEqualTo("line 3: the file is not UTF-8; save it as 'CSV UTF-8'");
  }

  @Test
  void version2IsReadAndNoDtdIsLookedAt() {
    var content =
        tbx(
            """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE martif SYSTEM "http://127.0.0.1:1/TBXcoreStructV02.dtd">
                <martif type="TBX" xml:lang="en"><martifHeader><fileDesc/></martifHeader>
                <text><body>
                <termEntry id="1">
                  <descrip type="subjectField">character</descrip>
                  <note>male</note>
                  <langSet xml:lang="en-GB"><tig><term>Mr.
                    <hi>Darcy</hi></term></tig><ntig><termGrp><term>Darcy</term></termGrp></ntig>
                  </langSet>
                  <langSet xml:lang="ES"><tig><term>Darci</term><termNote type="administrativeStatus"
                    >deprecatedTerm-admn-sts</termNote></tig><tig><term>Darcy</term></tig></langSet>
                  <langSet xml:lang="fr"><tig><term>d’Arcy</term></tig></langSet>
                </termEntry>
                <termEntry><langSet xml:lang="en"><tig><term>alone</term></tig></langSet></termEntry>
                </body></text></martif>
                """);
    assertThat(content.problems()).isEmpty();
    assertThat(content.passedOver()).isEqualTo(1);
    assertThat(content.terms())
        .containsExactly(
            character("Mr. Darcy", "Darcy", "male"), character("Darcy", "Darcy", "male"));
  }

  @Test
  void version3IsReadInBothStyles() {
    assertThat(
        tbx(
            """
                <tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
                  xmlns:min="http://www.tbxinfo.net/ns/min">
                <text><body><conceptEntry id="c1"><min:subjectField>character</min:subjectField>
                  <langSec xml:lang="en"><termSec><term>Jane</term></termSec></langSec>
                  <langSec xml:lang="es-MX"><termSec><term>Juana</term>
                    <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
                  </termSec></langSec></conceptEntry></body></text></tbx>
                """).terms())
        .containsExactly(character("Jane", "Juana", ""));
  }

  @Test
  void brokenXmlSaysWhere(@TempDir Path folder) throws Exception {
    assertThat(tbx("<tbx>\n<text>\n</tbx>").problems())
        .singleElement()
        .asString()
        .startsWith("line 3: the XML is broken: ");
    assertThat(tbx("<html/>").problems()).singleElement().asString().contains("not TBX");
    assertThat(tbx("").problems()).hasSize(1);
    var secret = Files.writeString(folder.resolve("secret"), "a secret");
    var content =
        tbx(
            "<!DOCTYPE tbx [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]>\n<tbx><text><body>"
                + "<conceptEntry><langSec xml:lang='en'><termSec><term>x&s;</term></termSec>"
                + "</langSec><langSec xml:lang='es'><termSec><term>y</term></termSec></langSec>"
                + "</conceptEntry></body></text></tbx>");
    assertThat(content.toString()).doesNotContain("secret");
    assertThat(content.problems()).isNotEmpty();
  }

  @Test
  void aCharacterWithoutAPlaceInXmlIsNamed() {
    assertThatThrownBy(
        () -> GlossaryFile.TBX.write(List.of(term("bell", "\u0007", "")), EN_ES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'bell'");
  }

  @Test
  void theEndingOfANameTellsTheForm() {
    assertThat(GlossaryFile.of("a.CSV")).contains(GlossaryFile.CSV);
    assertThat(GlossaryFile.of("a.tbx")).contains(GlossaryFile.TBX);
    assertThat(GlossaryFile.of("a.xml")).contains(GlossaryFile.TBX);
    assertThat(GlossaryFile.of("csv")).isEmpty();
  }

  private static GlossaryFile.Content csv(String file) {
    return GlossaryFile.CSV.read(file.getBytes(UTF_8), EN_ES);
  }

  private static GlossaryFile.Content tbx(String file) {
    return GlossaryFile.TBX.read(file.getBytes(UTF_8), EN_ES);
  }

  private static Term term(String source, String target, String note) {
    return new Term(source, target, Term.Kind.TERM, note, false, Term.Origin.IMPORT);
  }

  private static Term character(String source, String target, String note) {
    return new Term(source, target, Term.Kind.CHARACTER, note, false, Term.Origin.IMPORT);
  }
}
