package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.memory.MemoryWords;

/** Which segments a change of the glossary concerns. */
class ChangedTermsTest {
  @Test
  void newRemovedAndOtherwiseToldTermsAreChanged() {
    var changes =
        new ChangedTerms(
            new Glossary(
                1, List.of(term("gone", "a", ""), term("noted", "b", ""), term("same", "c", ""))),
            new Glossary(
                2,
                List.of(
                    term("new", "d", ""), term("noted", "b", "female"),
                    term("same", "c", "").withLocked(true))));
    assertThat(changes.sources()).containsExactly("gone", "new", "noted");
    assertThat(changes.isIn("All the same.")).isFalse();
    assertThat(changes.isIn("Some⟦1⟧thing⟦/1⟧ new.")).isTrue();
    assertThat(changes.isIn("She is noted.")).isTrue();
    assertThat(changes.isIn("Gone!")).isTrue();
    assertThat(changes.isIn("newer")).isFalse();
  }

  @Test
  void aTermThatALongerOneHidesChangesNothing() {
    var park = term("Netherfield Park", "Campo", "");
    var changes =
        new ChangedTerms(
            new Glossary(1, List.of(park)),
            new Glossary(2, List.of(park, term("Netherfield", "X", ""))));
    assertThat(changes.isIn("At Netherfield Park.")).isFalse();
    assertThat(changes.isIn("At Netherfield.")).isTrue();
  }

  /** Whatever a change concerns has all the words by which the memory is asked. */
  @Test
  void theWordsOfAChangedTermFindEverySegmentThatItConcerns() {
    var random = new Random(11);
    var pieces =
        List.of("Bob", "bob", "王", "王子", "小王", "é", "-", " ", " ", "’s", "12", "ß", "Дом", "ー",
            "ı", "I", "İ", "SS", "ς", "Σ");
    var concerned = 0;
    for (var i = 0; i < 20_000; i++) {
      var source = some(pieces, random, 3);
      if (source.isBlank()) {
        continue;
      }
      var changes =
          new ChangedTerms(
              Glossary.EMPTY, new Glossary(1, List.of(term(source, "x", ""))));
      var segment = some(pieces, random, 8);
      if (changes.isIn(segment)) {
        concerned++;
        var ways = MemoryWords.toFind(source.strip());
        var words = MemoryWords.of(segment);
        assertThat(ways.isEmpty() || ways.stream().anyMatch(words::containsAll))
            .as("'%s' in '%s'", source, segment)
            .isTrue();
      }
    }
    assertThat(concerned).isGreaterThan(500);
    assertThat(MemoryWords.toFind("王")).isEmpty();
    assertThat(MemoryWords.toFind("王 Bob")).containsExactly(List.of("bob"));
    assertThat(MemoryWords.of("KADIKÖY kadıköy")).containsExactly("kadiköy");
    assertThat(MemoryWords.toFind("Kadıköy")).containsExactly(List.of("kadiköy"));
    assertThat(MemoryWords.toFind("Weiß")).containsExactly(List.of("weiß"), List.of("weiss"));
  }

  private static String some(List<String> pieces, Random random, int atMost) {
    var text = new ArrayList<String>();
    for (var i = random.nextInt(atMost) + 1; i > 0; i--) {
      text.add(pieces.get(random.nextInt(pieces.size())));
    }
    return String.join("", text);
  }

  private static Term term(String source, String target, String note) {
    return new Term(source, target, Term.Kind.TERM, note, false, Term.Origin.PERSON);
  }
}
