package org.translationjobs.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Nothing of what the engine was told beside the text stands in the target: instructions, lines of
 * the glossary, the synopsis, the characters. A sentence of the preceding translation is doubted: the
 * text may repeat it.
 */
final class LeakCheck implements Check {
  /** Shorter parts may be the same by chance. */
  private static final int MIN_LENGTH = 40;

  /** Words in a row of the instructions that are no chance. */
  private static final int RUN = 8;

  private static final Pattern NOTE = Pattern.compile(" \\([^()]*\\)$");

  private static final Phrases INSTRUCTIONS =
      new Phrases(
          List.of(
              "translat", "text:", "language:", "glossary:", "synopsis:", "im_start", "im_end",
              "endoftext", "eot_id", "header_id", "inst]"),
          Pattern.compile(
              "\\btranslate the following\\b|\\byou are an? (?:\\w+ ){0,2}translator\\b"
                  + "|\\b(?:return|output|reply with|respond with) only the translat"
                  + "|\\b(?:source|target) (?:text|language):|\\bglossary:|\\bsynopsis:"
                  + "|<\\|?(?:im_start|im_end|endoftext|eot_id|start_header_id)\\|?>|\\[/?INST\\]",
              Pattern.CASE_INSENSITIVE));

  private static final Pattern ARROW = Pattern.compile("\\s*(?:=>?|->|→|⇒|:)\\s*");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?。！？])\\s*|\\n");

  /** Of the instructions that were told last: they hardly ever change. */
  private volatile Known lastTold = new Known("", Set.of());

  private record Known(String instructions, Set<String> runs) {}

  @Override
  public String name() {
    return "leak";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var told = candidate.told();
    var context = told.context();
    return instruction(candidate)
        .or(() -> told.glossary()
            .stream()
            .filter(t -> isLine(t.source(), t.target(), candidate))
            .findFirst()
            .map(term -> "a line of the glossary: " + Excerpt.of(term.source())))
        .or(() -> context.characters()
            .stream()
            .filter(line -> isLine(line, candidate))
            .findFirst()
            .map(line -> "a line of the characters: " + Excerpt.of(line)))
        .or(() -> part(context.synopsis(), candidate))
        .<Verdict>map(found -> new Verdict.Refused("the answer has " + found))
        .or(
            () -> part(context.precedingTarget(), candidate)
                .map(found -> new Verdict.Doubted("the answer repeats " + found)))
        .orElse(PASSED);
  }

  private Optional<String> instruction(Candidate candidate) {
    return usual(candidate).or(() -> told(candidate));
  }

  /** Of what this engine was told itself, as many words in a row as no text has by chance. */
  private Optional<String> told(Candidate candidate) {
    var instructions = candidate.told().instructions();
    if (instructions.isEmpty()) {
      return Optional.empty();
    }
    var known = lastTold;
    if (!known.instructions().equals(instructions)) {
      known = new Known(instructions, Set.copyOf(runs(instructions)));
      lastTold = known;
    }
    var all = known.runs();
    return runs(candidate.target())
        .stream()
        .filter(all::contains)
        .findFirst()
        .filter(found -> !runs(candidate.source()).contains(found))
        .map(found -> "a part of the prompt: " + Excerpt.of(found));
  }

  private static List<String> runs(String text) {
    var words = Words.of(text);
    return IntStream.rangeClosed(0, words.size() - RUN)
        .mapToObj(i -> String.join(" ", words.subList(i, i + RUN)))
        .toList();
  }

  private static Optional<String> usual(Candidate candidate) {
    return INSTRUCTIONS.first(candidate.target())
        .filter(found -> !INSTRUCTIONS.areIn(candidate.source()))
        .map(found -> "a part of the prompt: " + Excerpt.of(found));
  }

  private static boolean isLine(String line, Candidate candidate) {
    var sides = line.split(" → ", 2);
    var name = sides.length == 2 ? NOTE.matcher(sides[1]).replaceFirst("") : "";
    return name.isEmpty()
        ? line.length() >= MIN_LENGTH && candidate.target().contains(line)
        : isLine(sides[0], name, candidate);
  }

  private static boolean isLine(String source, String translation, Candidate candidate) {
    var target = candidate.target();
    var at = target.indexOf(source);
    if (at < 0) {
      return false;
    }
    var arrow = ARROW.matcher(target).region(at + source.length(), target.length());
    return arrow.lookingAt() && target.startsWith(translation, arrow.end());
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
