package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Every check of a target, in the order in which they judge. */
final class Checks {
  private static final List<Check> ALL =
      List.of(
          new EmptyCheck(),
          new InvalidCharactersCheck(),
          new MarkersCheck(),
          new EmptyElementsCheck(),
          new LineBreaksCheck(),
          new NewMarkupCheck(),
          new PlaceholdersCheck(),
          new LeakCheck(),
          new RefusalCheck(),
          new DegenerationCheck(),
          new EchoCheck(),
          new LanguageCheck(),
          new TruncationCheck(),
          new LengthCheck(),
          new DigitsCheck(),
          new QuotesCheck(),
          new BracketsCheck(),
          new GlossaryCheck());

  private Checks() {}

  /** The words of all checks. */
  static List<String> names() {
    return ALL.stream().map(Check::name).toList();
  }

  /**
   * What all checks say together.
   *
   * @param refusal
   *          of the first check that refused; empty when none did
   * @param doubt
   *          of the first check that doubted; empty when none did
   */
  record Judgement(String refusal, String doubt, List<String> warnings) {
    boolean isAccepted() {
      return refusal.isEmpty();
    }

    boolean isDoubted() {
      return !doubt.isEmpty();
    }
  }

  static Judgement judge(Candidate candidate) {
    var warnings = new ArrayList<String>();
    var doubt = "";
    for (var check : ALL) {
      switch (check.judge(candidate)) {
        case Check.Verdict.Passed() -> {
        }
        case Check.Verdict.Warned(var reason) -> warnings.add(check.name() + ": " + reason);
        case Check.Verdict.Doubted(var reason) -> {
          warnings.add(check.name() + ": " + reason);
          doubt = doubt.isEmpty() ? check.name() + ": " + reason : doubt;
        }
        case Check.Verdict.Refused(var reason) -> {
          return new Judgement(check.name() + ": " + reason, "", List.of());
        }
      }
    }
    return new Judgement("", doubt, warnings);
  }
}
