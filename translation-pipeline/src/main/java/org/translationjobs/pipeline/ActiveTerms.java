package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.translationjobs.core.engine.GlossaryTerm;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.Term;

/**
 * Which terms of a glossary stand in a text. A term stands there as whole words, in a language
 * without spaces anywhere; where two begin at the same place the longer one does. One with a capital
 * is found as it is written or all in capitals, one without however it is written. Immutable.
 */
public final class ActiveTerms {
  private final Map<Integer, List<Term>> byFirst = new HashMap<>();
  private final List<String> characters;

  public ActiveTerms(Glossary glossary) {
    for (var term : glossary.terms()) {
      byFirst.computeIfAbsent(folded(term.source().codePointAt(0)), c -> new ArrayList<>())
          .add(term);
    }
    byFirst.values()
        .forEach(terms -> terms.sort(Comparator.comparingInt((Term t) -> -t.source().length())));
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
      var length = 0;
      if (isStart(plain, at)) {
        for (var term : byFirst.getOrDefault(folded(plain.codePointAt(at)), List.of())) {
          if (isAt(plain, at, term.source())) {
            if (!found.contains(term)) {
              found.add(term);
            }
            length = term.source().length();
            break;
          }
        }
      }
      at += length > 0 ? length : Character.charCount(plain.codePointAt(at));
    }
    return found;
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

  private static boolean isAt(String text, int at, String source) {
    var end = at + source.length();
    if (end > text.length()) {
      return false;
    }
    var there = text.substring(at, end);
    var isFound =
        hasCapital(source)
            ? there.equals(source) || there.equals(source.toUpperCase(Locale.ROOT))
            : there.equalsIgnoreCase(source);
    return isFound
        && (end == text.length()
            || !areOneWord(source.codePointBefore(source.length()), text.codePointAt(end)));
  }

  private static boolean hasCapital(String text) {
    return text.codePoints().anyMatch(Character::isUpperCase);
  }

  private static boolean isInWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.NON_SPACING_MARK;
  }

  private static boolean isWithoutSpaces(int codePoint) {
    return Scripts.lettersWithoutSpaces(Character.toString(codePoint)) > 0;
  }

  private static int folded(int codePoint) {
    return Character.toLowerCase(codePoint);
  }
}
