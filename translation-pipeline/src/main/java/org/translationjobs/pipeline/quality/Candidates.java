package org.translationjobs.pipeline.quality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a term's translation may be: everything in the paragraph where the term stands first, each
 * with how often it stands beside the term after that.
 */
final class Candidates {
  /** Longest run of characters that is looked at in scripts without spaces. */
  private static final int MOST_CHARACTERS = 6;
  private static final int MOST = 400;
  /** After so many paragraphs, what stood in none of them is given up. */
  private static final int TRIED = 8;

  private final boolean certain;
  private final int examples;
  private List<Candidate> all;
  private int seen;

  private Candidates(List<Rendering> all, boolean certain, int examples) {
    this.all = all.stream().map(Candidate::new).toList();
    this.certain = certain;
    this.examples = examples;
  }

  /** One of them. */
  static final class Candidate {
    private final Rendering rendering;
    private final List<Example> absent = new ArrayList<>();
    private int present;
    private int exact;

    private Candidate(Rendering rendering) {
      this.rendering = rendering;
    }

    Rendering rendering() {
      return rendering;
    }

    /** In how many of the later paragraphs with the term it stands. */
    int present() {
      return present;
    }

    /** In how many of them it stands as it is written here. */
    int exact() {
      return exact;
    }

    /** The first places in which it does not. */
    List<Example> absent() {
      return absent;
    }
  }

  /** The rendering that it certainly is. */
  static Candidates only(Rendering rendering, int examples) {
    return new Candidates(List.of(rendering), true, examples);
  }

  /** Every word of a paragraph, and every run of a few characters that are written without spaces. */
  static Candidates in(TargetText target, int examples) {
    var renderings = new LinkedHashSet<Rendering>();
    var stems = new HashSet<String>();
    for (var word : target.words()) {
      var rendering = Rendering.Word.of(word);
      if (word.length() > 1 && Character.isLetter(word.codePointAt(0))
          && stems.add(rendering.stem())) {
        renderings.add(rendering);
      }
    }
    for (var run : target.runsWithoutSpaces()) {
      renderings.removeIf(rendering -> rendering.shown().equals(run));
      addParts(run, renderings);
    }
    return new Candidates(renderings.stream().limit(MOST).toList(), false, examples);
  }

  private static void addParts(String run, Set<Rendering> renderings) {
    for (var from = 0; from < run.length(); from++) {
      for (var to = from + 2; to <= Math.min(run.length(), from + MOST_CHARACTERS); to++) {
        renderings.add(new Rendering.Characters(run.substring(from, to)));
      }
    }
  }

  /** The term stands in one more paragraph. */
  void see(TargetText target, Example place) {
    seen++;
    for (var candidate : all) {
      if (candidate.rendering.isIn(target)) {
        candidate.present++;
        candidate.exact +=
            candidate.rendering instanceof Rendering.Word word && word.isExactlyIn(target) ? 1 : 0;
      } else if (candidate.absent.size() < examples) {
        candidate.absent.add(place);
      }
    }
    if (seen == TRIED && !certain) {
      all = all.stream().filter(candidate -> candidate.present > 0).toList();
    }
  }

  List<Candidate> all() {
    return all;
  }

  /** Whether there is only one that it can be. */
  boolean isCertain() {
    return certain;
  }

  /** How many paragraphs were seen after the first. */
  int seen() {
    return seen;
  }
}
