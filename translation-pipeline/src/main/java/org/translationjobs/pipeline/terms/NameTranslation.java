package org.translationjobs.pipeline.terms;

import java.lang.Character.UnicodeScript;
import java.util.Optional;
import java.util.stream.Stream;
import org.translationjobs.core.glossary.Term;

/** What to make of an engine's answer to a name that was sent alone. Pure. */
public final class NameTranslation {
  private static final int ROOM = 20;
  private static final int TIMES = 3;

  private NameTranslation() {}

  /**
   * The term. A name that comes back as it was is kept as it is, and so is a person's without a title,
   * whatever the engine makes of it in the same script: Mrs. Hill is no mound. Empty for an answer that is none: blank,
   * of several lines, with marks of its own, or far too long.
   */
  public static Optional<Term> of(TermCandidate candidate, String answer) {
    var source = candidate.source();
    var target = withoutPoint(source, answer.strip());
    if (target.isEmpty() || target.lines().count() > 1
        || target.length() > TIMES * source.length() + ROOM
        || target.codePoints().anyMatch(c -> "<>*⟦⟧{}".indexOf(c) >= 0 && source.indexOf(c) < 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new Term(
            source, isKept(candidate, target) ? source : target, candidate.kind(), candidate.note(),
            false, Term.Origin.EXTRACTION));
  }

  private static boolean isKept(TermCandidate candidate, String target) {
    return candidate.kind() == Term.Kind.CHARACTER
        && Stream.of(candidate.source().split(" "))
            .noneMatch(word -> NameWords.isTitle(word) || NameWords.isConnector(word))
        && script(candidate.source()).equals(script(target));
  }

  private static Optional<UnicodeScript> script(String text) {
    return text.codePoints().filter(Character::isLetter).mapToObj(UnicodeScript::of).findFirst();
  }

  private static String withoutPoint(String source, String target) {
    return target.endsWith(".") && !source.endsWith(".")
        ? target.substring(0, target.length() - 1).strip()
        : target;
  }
}
