package org.translationjobs.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.translationjobs.core.engine.GlossaryTerm;

/**
 * Nothing of what the engine was told beside the text stands in the target: instructions, lines of
 * the glossary, the synopsis, the characters. A sentence of the preceding translation is doubted: the
 * text may repeat it.
 */
final class LeakCheck implements Check {
  /** Shorter parts may be the same by chance. */
  private static final int MIN_LENGTH = 40;

  private static final Pattern INSTRUCTION =
      Pattern.compile(
          "\\btranslate the following\\b|\\byou are an? (?:\\w+ ){0,2}translator\\b"
              + "|\\b(?:return|output|reply with|respond with) only the translat"
              + "|\\b(?:source|target) (?:text|language):|\\bglossary:|\\bsynopsis:"
              + "|<\\|?(?:im_start|im_end|endoftext|eot_id|start_header_id)\\|?>|\\[/?INST\\]",
          Pattern.CASE_INSENSITIVE);

  /** One of them is in whatever the pattern finds, which takes longer to look for. */
  private static final List<String> SIGNS_OF_INSTRUCTIONS =
      List.of(
          "translat", "text:", "language:", "glossary:", "synopsis:", "im_start", "im_end",
          "endoftext", "eot_id", "header_id", "inst]");

  private static final Pattern ARROW = Pattern.compile("\\s*(?:=>?|->|→|⇒|:)\\s*");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?。！？])\\s*|\\n");

  @Override
  public String name() {
    return "leak";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var told = candidate.told();
    var context = told.context();
    var sides = Stream.concat(Stream.of(context.synopsis()), context.characters().stream());
    return instruction(candidate)
        .or(() -> told.glossary()
            .stream()
            .filter(t -> isLine(t, candidate))
            .findFirst()
            .map(term -> "a line of the glossary: " + Excerpt.of(term.source())))
        .or(() -> sides.flatMap(side -> part(side, candidate).stream()).findFirst())
        .<Verdict>map(found -> new Verdict.Refused("the answer has " + found))
        .or(
            () -> part(context.precedingTarget(), candidate)
                .map(found -> new Verdict.Doubted("the answer repeats " + found)))
        .orElse(PASSED);
  }

  private static Optional<String> instruction(Candidate candidate) {
    var small = candidate.target().toLowerCase(Locale.ROOT);
    if (SIGNS_OF_INSTRUCTIONS.stream().noneMatch(small::contains)) {
      return Optional.empty();
    }
    var found = INSTRUCTION.matcher(candidate.target());
    return found.find() && !INSTRUCTION.matcher(candidate.source()).find()
        ? Optional.of("a part of the prompt: " + Excerpt.of(found.group()))
        : Optional.empty();
  }

  private static boolean isLine(GlossaryTerm term, Candidate candidate) {
    var target = candidate.target();
    var at = target.indexOf(term.source());
    if (at < 0) {
      return false;
    }
    var arrow = ARROW.matcher(target).region(at + term.source().length(), target.length());
    return arrow.lookingAt() && target.startsWith(term.target(), arrow.end());
  }

  private static Optional<String> part(String text, Candidate candidate) {
    return SENTENCE_END.splitAsStream(text)
        .map(String::strip)
        .filter(part -> part.length() >= MIN_LENGTH && candidate.target().contains(part))
        // a verse that stands in the text as well is no leak
        .filter(part -> !Markers.strip(candidate.source()).contains(part))
        .findFirst()
        .map(Excerpt::of);
  }
}
