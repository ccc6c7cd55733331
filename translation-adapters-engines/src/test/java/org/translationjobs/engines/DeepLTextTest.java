package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeepLTextTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      A ⟦1⟧big⟦/1⟧ cat       | A <x1>big</x1> cat
      ⟦1⟧a⟦2⟧b⟦/2⟧⟦/1⟧       | <x1>a<x2>b</x2></x1>
      a⟦3/⟧b                 | a<p3/>b
      ⟦1⟧a⟦2⟧b⟦/1⟧c⟦/2⟧      | <x1>a<a2/>b</x1>c<z2/>
      ⟦/4⟧ lost ⟦5⟧          | <z4/> lost <a5/>
      a < b & c > d          | a &lt; b &amp; c &gt; d
      """)
  void markersAreTags(String marked, String xml) {
    assertThat(DeepLText.toXml(marked)).isEqualTo(xml);
    assertThat(DeepLText.fromXml(xml)).isEqualTo(marked);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      a<p3></p3>b            | a⟦3/⟧b
      it&#39;s &quot;&#x41;&quot; | it's "A"
      <script>x</script>     | <script>x</script>
      """)
  void whatDeepLWritesInAnotherWayIsUnderstood(String xml, String marked) {
    assertThat(DeepLText.fromXml(xml)).isEqualTo(marked);
  }

  @Test
  void everyTextComesBack() {
    var pieces = new String[] {
        "⟦1⟧", "⟦/1⟧", "⟦2⟧", "⟦/2⟧", "⟦3/⟧", "&", "<", ">", "\n", "&amp;", "a", " ", "⟦", "\""};
    var random = new Random(1);
    for (var i = 0; i < 10_000; i++) {
      var text = new StringBuilder();
      for (var k = random.nextInt(12); k >= 0; k--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThat(DeepLText.fromXml(DeepLText.toXml(text.toString()))).isEqualTo(text.toString());
    }
  }
}
