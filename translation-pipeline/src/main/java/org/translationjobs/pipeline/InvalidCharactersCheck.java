package org.translationjobs.pipeline;

/** No control characters, lone surrogates, noncharacters and no new U+FFFD. */
final class InvalidCharactersCheck implements Check {
  @Override
  public String name() {
    return "invalid characters";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    return InvalidCharacters.firstNew(candidate.target(), candidate.source())
        .<Verdict>map(found -> new Verdict.Refused("the answer has the " + found))
        .orElse(PASSED);
  }
}
