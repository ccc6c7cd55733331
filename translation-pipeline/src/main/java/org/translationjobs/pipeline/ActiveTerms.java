package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.translationjobs.core.engine.GlossaryTerm;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.Term;

/**
 * Which terms of a glossary stand in a text. A term stands there as whole words, in a language
 * without spaces anywhere; where two begin at the same place the longer one does. One with a capital
 * is found as it is written or all in capitals, one without however it is written. Immutable.
 */
public final class ActiveTerms {
  private final Map<Integer, List<Form>> byFirst = new HashMap<>();
  private final List<String> characters;

  public ActiveTerms(Glossary glossary) {
    for (var term : glossary.terms()) {
      var form = Form.of(term);
      form.firsts()
          .forEach(first -> byFirst.computeIfAbsent(first, c -> new ArrayList<>()).add(form));
    }
    byFirst.values()
        .forEach(
            forms -> forms.sort(
                Comparator.comparingInt((Form form) -> -form.term().source().length())));
    characters =
        glossary.terms()
            .stream()
            .filter(term -> term.kind() == Term.Kind.CHARACTER)
            .map(ActiveTerms::line)
            .toList();
  }

  /** One line for each character of the novel. */
  List<String> characters() {
    return characters;
  }

  /**
   * The terms that stand in a text, each once, in the order in which they come first.
   *
   * @param text
   *          with or without markers, which separate nothing
   */
  public List<Term> in(String text) {
    var found = new ArrayList<Term>();
    if (byFirst.isEmpty()) {
      return found;
    }
    var plain = Markers.strip(text);
    var at = 0;
    while (at < plain.length()) {
      var first = plain.codePointAt(at);
      var forms = byFirst.getOrDefault(folded(first), List.of());
      var length = 0;
      if (!forms.isEmpty() && isStart(plain, at)) {
        for (var i = 0; i < forms.size() && length == 0; i++) {
          length = lengthAt(plain, at, forms.get(i));
          if (length > 0 && !found.contains(forms.get(i).term())) {
            found.add(forms.get(i).term());
          }
        }
      }
      at += length > 0 ? length : Character.charCount(first);
    }
    return found;
  }

  /**
   * What is compared for every word with the same first letter.
   *
   * @param capitals
   *          the source all in capitals, in which it may have another length (Weiß, WEISS)
   */
  private record Form(Term term, boolean hasCapital, String capitals) {
    static Form of(Term term) {
      var source = term.source();
      return new Form(
          term, source.codePoints().anyMatch(Character::isUpperCase),
          source.toUpperCase(Locale.ROOT));
    }

    Set<Integer> firsts() {
      return new TreeSet<>(
          List.of(folded(term.source().codePointAt(0)), folded(capitals.codePointAt(0))));
    }

    /** How much of a text the source is there; 0 where it is not. */
    int lengthAt(String text, int at) {
      var source = term.source();
      if (hasCapital ? text.startsWith(source, at)
          : text.regionMatches(true, at, source, 0, source.length())) {
        return source.length();
      }
      return text.startsWith(capitals, at) ? capitals.length() : 0;
    }
  }

  /** Those that an engine was told. */
  static ActiveTerms of(List<GlossaryTerm> told) {
    return new ActiveTerms(
        new Glossary(
            0,
            told.stream()
                .map(
                    term -> new Term(
                        term.source(), term.target(), Term.Kind.TERM, "", false,
                        Term.Origin.PERSON))
                .toList()));
  }

  /** What engines are told of terms. */
  static List<GlossaryTerm> told(List<Term> terms) {
    return terms.stream().map(term -> new GlossaryTerm(term.source(), term.target())).toList();
  }

  private static String line(Term term) {
    return term.source() + " → " + term.target() + (term.note().isEmpty() ? ""
        : " (" + term.note() + ")");
  }

  private static boolean isStart(String text, int at) {
    return at == 0 || !areOneWord(text.codePointBefore(at), text.codePointAt(at));
  }

  /** Whether two characters that stand side by side belong to the same word. */
  private static boolean areOneWord(int one, int next) {
    return isInWord(one) && isInWord(next) && !isWithoutSpaces(one) && !isWithoutSpaces(next);
  }

  private static int lengthAt(String text, int at, Form form) {
    var length = form.lengthAt(text, at);
    var end = at + length;
    return length == 0
        || (end < text.length() && areOneWord(text.codePointBefore(end), text.codePointAt(end)))
            ? 0
            : length;
  }

  private static boolean isInWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.NON_SPACING_MARK;
  }

  private static boolean isWithoutSpaces(int codePoint) {
    return Scripts.isWithoutSpaces(codePoint);
  }

  /** As {@link String#equalsIgnoreCase} compares. */
  private static int folded(int codePoint) {
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }
}
