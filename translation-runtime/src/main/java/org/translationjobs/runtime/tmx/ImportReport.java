package org.translationjobs.runtime.tmx;

import java.util.List;

/**
 * What came of an import.
 *
 * @param units
 *          in the file
 * @param added
 *          translations that the memory did not have
 * @param replaced
 *          translations that took the place of another one for the same source, which stood in the
 *          memory or earlier in the file
 * @param unchanged
 *          translations that were there already
 * @param restored
 *          how many of these three are for the engine and the place from which they were exported
 * @param otherLanguages
 *          units without one of the two languages
 * @param alternatives
 *          units that hold only in one place of a document that their tool knows
 * @param refused
 *          units that cannot be used
 * @param refusals
 *          the first of them, at most a hundred
 */
public record ImportReport(
    long units, long added, long replaced, long unchanged, long restored, long otherLanguages,
    long alternatives, long refused, List<Refusal> refusals) {
  public ImportReport {
    refusals = List.copyOf(refusals);
  }

  /**
   * A unit that cannot be used.
   *
   * @param number
   *          its place in the file, from 1
   */
  public record Refusal(int number, int line, String reason) {}
}
