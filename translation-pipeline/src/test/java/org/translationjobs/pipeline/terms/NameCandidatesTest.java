package org.translationjobs.pipeline.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.glossary.Term;

/** Names by their capitals. */
class NameCandidatesTest {
  @Test
  void namesStandWithinSentencesAndAtLeastTwice() {
    assertThat(
        names(
            "Yesterday Anna came. Anna laughed.", "We saw Bob once.", "Rain fell. Rain fell again.",
            "“Heaven!” He looked to heaven. Poor Anna! Oh, poor Anna, and dear Anna."))
        .containsExactly("Anna");
  }

  @Test
  void theLongestNameCountsAndARareOneForItsParts() {
    assertThat(
        counted(
            "Then Lady Catherine de Bourgh met the Duke of Wells.",
            "At last Lady Catherine de Bourgh met the Duke of Wells.",
            "So Lady Catherine met Anna Hill.", "And Lady Catherine met Anna and Anna."))
        .containsExactly(
            "Anna 3", "Duke of Wells 2", "Lady Catherine 2", "Lady Catherine de Bourgh 2");
  }

  @Test
  void formsOfAddressAreNoPartOfANameAndTellTheGender() {
    var candidates = best(
        "Here Mr. Hill met Mr. Hill’s wife.", "Mrs. Lee and Miss Lee saw Mr. Ash, Mrs. Ash.",
        "Perhaps Mr. Ash knew Mrs. Ash.", "But Mr. Hill did not.",
        "Entonces don Juan vio a don Juan.");
    assertThat(candidates)
        .containsExactly(
            new TermCandidate("Ash", 4, Term.Kind.TERM, ""),
            new TermCandidate("Hill", 3, Term.Kind.CHARACTER, "male"),
            new TermCandidate("Juan", 2, Term.Kind.CHARACTER, "male"),
            new TermCandidate("Lee", 2, Term.Kind.CHARACTER, "female"));
  }

  @Test
  void everyCandidateStandsInTheTextExactlySo() {
    var text = "In O’Brien’s house, O’Brien and Jean-Luc saw Jean-Luc. They call St. James’s Park"
        + " St. James’s Park, the Hills the Hills, and Hill Hill, and Hill Hill.";
    var found = best(text);
    assertThat(found).extracting(TermCandidate::source)
        .contains("O’Brien", "Jean-Luc")
        .doesNotContain("Hills");
    assertThat(found).allSatisfy(
        candidate -> assertThat(Occurrences.in(text, candidate.source())).isGreaterThanOrEqualTo(
            2));
  }

  @Test
  void somethingElseThanCapitalsIsNeededInSomeLanguages() {
    assertThat(NameCandidates.obstacle("ja")).hasValueSatisfying(
        why -> assertThat(why).contains("no capitals"));
    assertThat(NameCandidates.obstacle("zh_TW")).isPresent();
    assertThat(NameCandidates.obstacle("de-AT")).isPresent();
    assertThat(NameCandidates.obstacle("es")).isEmpty();
    assertThat(NameCandidates.obstacle("ru")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new NameCandidates().best(1));
  }

  @Test
  void headingsInCapitalsAndNumbersAreNoNames() {
    assertThat(names("CHAPTER I", "See the WHALE and the WHALE.", "I and I.", "May and May."))
        .isEmpty();
  }

  @Test
  void aModelsListIsReadAndCheckedAgainstTheSegment() {
    var report =
        ReportedTerms.read(
            "Lizzy met Mr. Darcy at 東京都. The entail!",
            """
                - Lizzy → Lizzy | character | female
                Darcy -> Darcy | Character | -
                東京 → Tokio | place
                Jane → Juana | character
                Liz → Isa
                entail => mayorazgo
                nothing of the kind
                -

                → x
                """);
    assertThat(report.terms())
        .containsExactly(
            term("Lizzy", "Lizzy", Term.Kind.CHARACTER, "female"),
            term("Darcy", "Darcy", Term.Kind.CHARACTER, ""),
            term("東京", "Tokio", Term.Kind.TERM, ""),
            term("entail", "mayorazgo", Term.Kind.TERM, ""));
    assertThat(report.invented()).isEqualTo(2);
    assertThat(report.unreadable()).isEqualTo(2);
    assertThat(ReportedTerms.read("Lizzy", "None.").unreadable()).isZero();
  }

  @Test
  void anEnginesAnswerIsATermOrNothing() {
    var name = new TermCandidate("Meryton", 5, Term.Kind.TERM, "");
    assertThat(NameTranslation.of(name, " Meryton. ")).contains(
        term("Meryton", "Meryton", Term.Kind.TERM, ""));
    var person = new TermCandidate("Hill", 5, Term.Kind.CHARACTER, "female");
    assertThat(NameTranslation.of(person, "Cerro")).map(Term::target).contains("Hill");
    assertThat(NameTranslation.of(person, "Хилл")).map(Term::target).contains("Хилл");
    var titled = new TermCandidate("Lady Hill", 5, Term.Kind.CHARACTER, "female");
    assertThat(NameTranslation.of(titled, "lady Hill")).map(Term::target).contains("lady Hill");
    assertThat(NameTranslation.of(name, "")).isEmpty();
    assertThat(NameTranslation.of(name, "a\nb")).isEmpty();
    assertThat(NameTranslation.of(name, "<b>Meryton</b>")).isEmpty();
    assertThat(NameTranslation.of(name, "x".repeat(60))).isEmpty();
  }

  private static Term term(String source, String target, Term.Kind kind, String note) {
    return new Term(source, target, kind, note, false, Term.Origin.EXTRACTION);
  }

  private static List<TermCandidate> best(String... segments) {
    var candidates = new NameCandidates();
    candidates.add(List.of(segments));
    return candidates.best(2);
  }

  private static List<String> names(String... segments) {
    return best(segments).stream().map(TermCandidate::source).toList();
  }

  private static List<String> counted(String... segments) {
    return best(segments).stream().map(c -> c.source() + " " + c.occurrences()).toList();
  }
}
