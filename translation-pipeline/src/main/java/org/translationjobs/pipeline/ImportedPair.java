package org.translationjobs.pipeline;

import java.util.List;
import java.util.Optional;
import org.translationjobs.core.job.LanguagePair;

/** What must be right of a source and its translation before they are imported. Pure. */
public final class ImportedPair {
  /** Those that need nothing but the two texts; all the others judge where the pair is used. */
  private static final List<Check> CHECKS =
      List.of(
          new EmptyCheck(), new InvalidCharactersCheck(), new MarkersCheck(),
          new NewMarkupCheck(), new PlaceholdersCheck());

  private ImportedPair() {}

  /**
   * Why the translation could be taken for no segment with this source; empty when it may be.
   *
   * @param source
   *          with markers
   * @param target
   *          with markers
   */
  public static Optional<String> problem(LanguagePair languages, String source, String target) {
    if (Markers.strip(source).isBlank()) {
      return Optional.of("empty: the source has no text");
    }
    var invalid = InvalidCharacters.first(source);
    if (invalid.isPresent()) {
      return invalid.map(found -> "invalid characters: the source has the " + found);
    }
    var candidate =
        new Candidate(source, target, false, languages, new SourceWords(List.of(source)));
    return CHECKS.stream()
        .flatMap(
            check -> check.judge(candidate) instanceof Check.Verdict.Refused(var reason)
                ? Optional.of(check.name() + ": " + reason).stream()
                : Optional.<String>empty().stream())
        .findFirst();
  }
}
