package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.Translator.Translation.Accepted;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;

class HtmlTranslationTest {
  private static final String FRAGMENTS =
      """
          <p>Mr.\u00A0<em>Darcy</em> said\u2060—nothing.</p>
          ====
          <p><em>All of <strong>it <i>nested</i></strong> here</em></p>
          ====
          <p>Tom &amp; Jerry &lt;3 caf&eacute;&nbsp;bar &copy; &#8212; AT&T &unknown; ⟦1⟧ brackets</p>
          ====
          <!-- one --><p>before<!-- two -->after</p><!-- three
          lines --><hr/><hr><p>* * *</p><p>—</p>
          ====
          <table class=x><tr><td>cell one<td>cell <b>two</b></table>
          ====
          <ul><li>one<ul><li>inner one</ul><li>two</ul><dl><dt>term<dd>its meaning</dl>
          ====
          <blockquote><p>A line<br/>
          another line<br>third</p></blockquote>
          ====
          <p>never closed <em>emphasis<p>second</em> paragraph <b>bold
          ====
          <p dir="rtl">שלום <em>עולם</em> ורוב</p><p lang=zh>他说：<b>你好</b>，世界。</p>
          ====
          <p><ruby>漢字<rt>かんじ</rt></ruby>を<em>読</em>む</p>
          ====
          text in body <div>text in div <p>and a paragraph</p> after it</div> tail
          ====
          <style>p > a { color: red }</style><script>if (a < b) document.write("<p>no</p>")</script>
          <pre>  keep   <b>this</b>
             as it is </pre><p>but not this</p>
          ====
          <p title="a > b" data-x='<p>'>quoted <a href="https://x.example/?a=1&amp;b=2">a link</a>.</p>
          ====
          <p>an <img src="a.png" alt="image"> and <code>x &lt; y</code> and <a id="p12"></a>end</p>
          ====
          <h1>XIV</h1><h2>Chapter the <abbr>XIV</abbr></h2><p>1 < 2 and 3 > 2, a<b</p>
          ====
          <p>   \u00A0 spaces   around \t and
            lines\u00A0 </p>
          """;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
  void anIdentityTranslationIsTheSourceByteForByte(int index) throws Exception {
    var fragment = FRAGMENTS.split("====\n", -1)[index];
    var sameLanguage = LanguagePair.of("en", "en-GB");
    var result =
        new Translations(ScriptedEngine.texts(text -> text))
            .translate(EntityType.CHAPTER, null, fragment, sameLanguage);
    assertThat(result).isInstanceOfSatisfying(
        Accepted.class,
        accepted -> assertThat(accepted.text().body()).isEqualTo(fragment));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
  void aTranslationHasTheSourcesElements(int index) throws Exception {
    var fragment = FRAGMENTS.split("====\n", -1)[index];
    var translated =
        new Translations(ScriptedEngine.texts(ScriptedEngine::bark)).content(fragment);
    assertThat(StructureCheck.difference(fragment, translated)).isEmpty();
    assertThat(translated).isNotEqualTo(fragment);
  }

  @Test
  void theEngineSeesTextAndMarkersOnly() throws Exception {
    var translations = new Translations(ScriptedEngine.texts(ScriptedEngine::bark));
    var result =
        translations.content(
            "<p class=\"a\">He <em id=\"e\">said</em>,<br/>\n  then left. </p><hr/><p><i>All</i></p>");
    assertThat(translations.sent())
        .containsExactly("He ⟦1⟧said⟦/1⟧,⟦2/⟧ then left.", "All");
    assertThat(result).isEqualTo(
        "<p class=\"a\">wHe <em id=\"e\">wsaid</em>,<br/> wthen wleft. </p><hr/><p><i>wAll</i></p>");
  }

  @Test
  void markersThatMoveTakeTheirTagsAlong() throws Exception {
    var engine = ScriptedEngine.texts(text -> "casa ⟦2⟧roja⟦/2⟧ ⟦1⟧la⟦/1⟧");
    assertThat(new Translations(engine).content("<p><b>the</b> red <i>house</i> is</p>"))
        .isEqualTo("<p>casa <i>roja</i> <b>la</b></p>");
  }

  @Test
  void whatAnEngineWritesIsEscaped() throws Exception {
    var engine = ScriptedEngine.texts(text -> "a & b < 3 > d");
    assertThat(new Translations(engine).content("<p>x and y</p>"))
        .isEqualTo("<p>a &amp; b &lt; 3 &gt; d</p>");
  }

  @Test
  void whatHasNoLettersIsNotSent() throws Exception {
    var translations = new Translations(ScriptedEngine.texts(ScriptedEngine::bark));
    var source = "<p>* * *</p><p>***</p><p>—</p><p>1813</p><p><br/></p><p>&nbsp;</p><h2>XIV.</h2>";
    assertThat(translations.content(source)).isEqualTo(source);
    assertThat(translations.requests()).isEmpty();
  }

  @Test
  void versesAreSegmentsOfTheirOwn() throws Exception {
    var translations = new Translations(ScriptedEngine.texts(ScriptedEngine::bark));
    translations.content("<p><i>one line<br/>two lines<br/>three lines<br/>four</i></p>");
    assertThat(translations.sent())
        .containsExactly("one line", "two lines", "three lines", "four");
  }

  @Test
  void aTextBetweenBlocksIsASegment() throws Exception {
    var translations = new Translations(ScriptedEngine.texts(ScriptedEngine::bark));
    translations.content("lead <div>in div<p>in p</p>after p</div> tail");
    assertThat(translations.sent()).containsExactly("lead", "in div", "in p", "after p", "tail");
  }

  @Test
  void anElementThatIsNotToBeTranslatedStays() throws Exception {
    var translations = new Translations(ScriptedEngine.texts(ScriptedEngine::bark));
    assertThat(translations.content("<p>See <span translate=\"no\">Acme <b>Inc</b></span> now</p>"))
        .isEqualTo("<p>wSee <span translate=\"no\">Acme <b>Inc</b></span> wnow</p>");
  }

  @Test
  void anEngineForHtmlGetsTagsAndEscapes() throws Exception {
    var engine =
        ScriptedEngine.texts(
            "html", Set.of(SegmentFormat.HTML), text -> text.replace("Tom", "Juan"));
    var translations = new Translations(engine);
    assertThat(translations.content("<p>Tom &amp; <em>I</em><br>x</p>"))
        .isEqualTo("<p>Juan &amp; <em>I</em><br>x</p>");
    assertThat(translations.sent()).containsExactly("Tom &amp; <x1>I</x1><x2/>x");
  }

  @Test
  void anEngineForPlainTextGetsThePiecesBetweenTags() throws Exception {
    var engine =
        ScriptedEngine.texts("plain", Set.of(SegmentFormat.PLAIN), ScriptedEngine::bark);
    var translations = new Translations(engine);
    assertThat(translations.content("<p>He <em>said</em>, “no”.</p><p>Plain</p>"))
        .isEqualTo("<p>wHe <em>wsaid</em>, “wno”.</p><p>wPlain</p>");
    assertThat(translations.sent()).containsExactly("Plain", "He", "said", ", “no”.");
  }

  @Test
  @Timeout(300)
  void fiveMegabytesInOneChapterTakeLinearTime() throws Exception {
    var paragraphs = "<p>It is a <em>truth</em> universally acknowledged &amp; so on.</p>\n";
    var oneLine = "word and <b>more</b> ".repeat(100_000);
    var source = paragraphs.repeat(50_000) + "<p>" + oneLine + "</p>";
    var cpu = ManagementFactory.getThreadMXBean();
    var started = cpu.getCurrentThreadCpuTime();
    var translated =
        new Translations(ScriptedEngine.texts(ScriptedEngine::bark)).content(source);
    assertThat(Duration.ofNanos(cpu.getCurrentThreadCpuTime() - started))
        .isLessThan(Duration.ofSeconds(60));
    assertThat(translated).contains("wIt wis wa <em>wtruth</em>").hasSizeGreaterThan(5_000_000);
  }

  @Test
  @Timeout(300)
  void hostileMarkupTakesLinearTime() throws Exception {
    for (var hostile : new String[] {"<code>", "<b>", "<a id=x></a>", "<!-- ", "</b>", "&amp",
        "<"}) {
      var source = "<p>start " + hostile.repeat(100_000) + " end";
      assertThat(
          new Translations(ScriptedEngine.texts(ScriptedEngine::bark)).chapter(null, source))
          .isNotNull();
    }
  }
}
