package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.translationjobs.core.engine.SegmentFormat;

/**
 * What must hold for any text: 10,000 made by chance, each named by its seed, from words of many
 * scripts, good and broken markup, references, markers and signs that mean something to someone.
 */
class SegmentationPropertyTest {
  private static final int CASES = Integer.getInteger("segmentation.cases", 10_000);

  /** Set before each word by the translation; no source has it. */
  private static final String RUNE = "\u16A0";

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final Set<String> LANGUAGES = Set.of("en", "es", "zh", "ja", "ar", "he", "th");

  private static final List<String> TEXTS =
      List.of(
          "word", "Mr. Darcy", "said—“no”.", "¿Qué?", "She went. He stayed! Why?", "e.g. this",
          "他说：「你好。」然后走了。", "漢字かな交じり文。「はい」", "안녕하세요. 세계", "שלום עולם", "مرحبا بالعالم.",
          "สวัสดีชาวโลก", "e\u0301te\u0301", "😀👩‍👩‍👧 family", "𝒳𝒴 beyond", "1813", "3,14",
          "{0}", "%s",
          "${name}", "https://x.example/?a=1&b=2", "⟦1⟧", "⟦/2⟧", "⟦3/⟧", "⟦", "⟧", "a<b", "1 < 2",
          "x > y", "AT&T", "&", "* * *", "—", "\u00A0", "\u200B", "\u2060", "\u00AD", "\t", " \n ",
          "…", "\"quoted\"", "'single'", "«guillemets»", "XIV.", "]]>", "$1", "\\1", "\\", "--");
  private static final List<String> REFERENCES =
      List.of(
          "&amp;", "&lt;", "&gt;", "&nbsp;", "&eacute;", "&#8212;", "&#x27E6;1&#x27E7;", "&copy",
          "&unknown;", "&quot;", "&amp;lt;");
  private static final List<String> INLINE =
      List.of("em", "b", "i", "span", "a", "strong", "sup", "q", "font", "unknown-tag");
  private static final List<String> BLOCK =
      List.of("p", "div", "blockquote", "li", "ul", "td", "tr", "table", "h2", "section", "dd");
  private static final List<String> WHOLE =
      List.of(
          "<br>", "<br/>", "<hr>", "<hr class=x/>", "<img src='a.png' alt=\"x > y\">", "<wbr>",
          "<!-- comment <p> -->", "<!---->", "<ruby>漢字<rt>かんじ</rt></ruby>",
          "<code>if (a &lt; b) stop()</code>", "<span translate=\"no\">Acme <b>Inc</b></span>",
          "<a id=p12></a>", "<script>if (a < b) x('<p>')</script>", "<?pi?>", "<![CDATA[x]]>");
  private static final List<String> ATTRIBUTES =
      List.of("", "", " class=\"a b\"", " title='a > b'", " dir=rtl", " data-x=\"&amp;\"",
          " hidden");

  @TestFactory
  List<DynamicTest> plainTextAndHtmlComeBackFromAnyBudget() {
    var tests = new ArrayList<DynamicTest>();
    var tenth = CASES / 10;
    for (var part = 0; part < 10; part++) {
      var first = part * tenth;
      tests.add(
          DynamicTest.dynamicTest(
              "seeds " + first + " to " + (first + tenth - 1),
              () -> {
                for (var seed = first; seed < first + tenth; seed++) {
                  holds(seed);
                }
              }));
    }
    return tests;
  }

  private static void holds(int seed) {
    var random = new Random(seed);
    var html = random.nextInt(4) > 0;
    var broken = html && random.nextInt(3) == 0;
    var source = html ? html(random, broken) : plain(random);
    var language = LANGUAGES.stream().sorted().skip(random.nextInt(LANGUAGES.size())).findFirst();
    var budget = random.nextInt(3) == 0 ? 10_000 : 10 + random.nextInt(120);
    var documents = new Documents(Locale.of(language.orElseThrow()), budget);
    var document = html ? documents.html(source) : documents.plain(source);
    var name = "seed " + seed + ", budget " + budget + ": " + source;

    slotsFollowEachOther(document, name);
    var same = document.slots().stream().map(slot -> slot.text().marked()).toList();
    assertThat(document.assemble(same)).as(name).isEqualTo(source);
    for (var marked : same) {
      var sent = WireText.encode(marked, SegmentFormat.HTML);
      assertThat(WireText.decode(sent, marked, SegmentFormat.HTML)).as(name).isEqualTo(marked);
    }

    var translated =
        document.assemble(same.stream().map(SegmentationPropertyTest::translate).toList());
    var back = translated.replace(RUNE, "");
    if (html) {
      assertThat(normal(back)).as(name).isEqualTo(normal(source));
      if (!broken) {
        assertThat(untranslated(translated)).as(name).isEmpty();
      }
    } else {
      assertThat(back).as(name).isEqualTo(source);
      assertThat(WORD.matcher(translated.replaceAll(RUNE + "[\\p{L}\\p{M}]+", "")).find())
          .as(name)
          .isFalse();
    }
  }

  private static void slotsFollowEachOther(Document document, String name) {
    var end = 0;
    for (var slot : document.slots()) {
      assertThat(slot.start()).as(name).isGreaterThanOrEqualTo(end);
      assertThat(slot.end()).as(name).isGreaterThan(slot.start());
      assertThat(slot.text().marked().isBlank()).as(name).isFalse();
      end = slot.end();
    }
    assertThat(end).as(name).isLessThanOrEqualTo(document.source().length());
  }

  private static String translate(String marked) {
    return WORD.matcher(marked).replaceAll(RUNE + "$0");
  }

  /** As a parser of its own reads it: elements, attributes and text, white space as it shows. */
  private static String normal(String html) {
    var body = Jsoup.parseBodyFragment(html).body();
    body.ownerDocument().outputSettings().prettyPrint(false);
    return body.html().replaceAll("[ \\n\\t\\r\\f]+", " ");
  }

  /** The words that readers see and that were in no segment. */
  private static List<String> untranslated(String html) {
    var found = new ArrayList<String>();
    Jsoup.parseBodyFragment(html).body().forEachNode(node -> {
      if (node instanceof TextNode text && !isKept(text.parent())) {
        var rest = text.getWholeText().replaceAll(RUNE + "[\\p{L}\\p{M}]+", "");
        WORD.matcher(rest)
            .results()
            .map(r -> r.group())
            .filter(w -> !w.equals("XIV"))
            .forEach(found::add);
      }
    });
    return found;
  }

  private static boolean isKept(@Nullable Element element) {
    for (var at = element; at != null; at = at.parent()) {
      if (HtmlTags.isOpaque(at.normalName()) || at.attr("translate").equals("no")) {
        return true;
      }
    }
    return false;
  }

  private static String plain(Random random) {
    var text = new StringBuilder();
    for (var i = random.nextInt(30); i >= 0; i--) {
      text.append(pick(random, TEXTS));
      text.append(pick(random, List.of(" ", " ", " ", "", "\n", "\r\n", "\n\n", "\n \n\n",
          "\u2028")));
    }
    return text.toString();
  }

  private static String html(Random random, boolean broken) {
    var html = new StringBuilder();
    for (var i = random.nextInt(6); i >= 0; i--) {
      if (broken) {
        debris(html, random);
      } else {
        var block = pick(random, List.of("p", "div", "blockquote", "h2", "li"));
        html.append('<').append(block).append(pick(random, ATTRIBUTES)).append('>');
        inline(html, random, 0);
        html.append("</").append(block).append('>').append(pick(random, List.of("", "\n", " ")));
      }
    }
    return html.toString();
  }

  private static void inline(StringBuilder html, Random random, int depth) {
    for (var i = random.nextInt(7); i >= 0; i--) {
      switch (random.nextInt(depth < 3 ? 8 : 6)) {
        case 0 -> html.append(pick(random, REFERENCES));
        case 1 -> html.append(pick(random, WHOLE));
        case 2, 3, 4, 5 -> html.append(pick(random, TEXTS)).append(pick(random, List.of(" ", "")));
        default -> {
          // an element of one name within itself is not what HTML has for links
          var tag = INLINE.get((random.nextInt(3) * 4 + depth) % INLINE.size());
          html.append('<').append(tag).append(pick(random, ATTRIBUTES)).append('>');
          inline(html, random, depth + 1);
          html.append("</").append(tag).append('>');
        }
      }
    }
  }

  /** Tags without a partner, in any order, and what never ends. */
  private static void debris(StringBuilder html, Random random) {
    for (var i = random.nextInt(12); i >= 0; i--) {
      var tag = pick(random, random.nextBoolean() ? INLINE : BLOCK);
      switch (random.nextInt(6)) {
        case 0 -> html.append('<').append(tag).append(pick(random, ATTRIBUTES)).append('>');
        case 1 -> html.append("</").append(tag).append('>');
        case 2 -> html.append(pick(random, WHOLE));
        case 3 -> html.append(pick(random, REFERENCES));
        default -> html.append(pick(random, TEXTS)).append(' ');
      }
    }
    if (random.nextInt(8) == 0) {
      html.append(pick(random, List.of("<p title=\"never", "<!-- never", "<", "</", "<pre>", "&")));
    }
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
