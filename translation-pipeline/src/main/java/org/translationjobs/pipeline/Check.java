package org.translationjobs.pipeline;

/** Judges one segment's target. Pure and thread-safe; all checks stand in {@link Checks}. */
interface Check {
  /** One word by which messages call it. */
  String name();

  Verdict judge(Candidate candidate);

  /** What a check says. */
  sealed interface Verdict {
    record Passed() implements Verdict {}

    /** The target must not be used. */
    record Refused(String reason) implements Verdict {}

    /** The target may be used when the segment, asked for alone, comes back with it again. */
    record Doubted(String reason) implements Verdict {}

    /** The target may be used; someone might want to look at it. */
    record Warned(String reason) implements Verdict {}
  }

  Verdict PASSED = new Verdict.Passed();
}
