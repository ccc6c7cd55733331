package org.translationjobs.pipeline.terms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.translationjobs.core.glossary.Term;

/**
 * The lines in which a language model reports the terms of a segment: {@code source → target | kind |
 * note}, and {@code -} for none. Only terms that stand in the segment exactly so are taken.
 *
 * @param terms
 *          in the order of the lines
 * @param invented
 *          lines whose term does not stand in the segment
 * @param unreadable
 *          lines of another form
 */
public record ReportedTerms(List<Term> terms, int invented, int unreadable) {
  private static final Pattern LINE =
      Pattern.compile(
          "(?:[-*•]\\s+)?(?<source>[^|→]+?)\\s*(?:→|->|=>)\\s*(?<target>[^|]+?)"
              + "\\s*(?:\\|\\s*(?<kind>[^|]*?)\\s*)?(?:\\|\\s*(?<note>.*?)\\s*)?");
  private static final Pattern NONE = Pattern.compile("\\W*|(?i)none\\.?");
  private static final int LONGEST = 80;

  public ReportedTerms {
    terms = List.copyOf(terms);
  }

  /** @param segment that was sent */
  public static ReportedTerms read(String segment, String answer) {
    var terms = new ArrayList<Term>();
    var invented = 0;
    var unreadable = 0;
    for (var line : answer.lines().map(String::strip).toList()) {
      var found = LINE.matcher(line);
      if (NONE.matcher(line).matches()) {
        continue;
      }
      if (!found.matches() || found.group("source").length() > LONGEST
          || found.group("target").length() > LONGEST) {
        unreadable++;
      } else if (Occurrences.in(segment, found.group("source")) == 0) {
        invented++;
      } else {
        var kind = found.group("kind");
        var isCharacter =
            kind != null && kind.toLowerCase(Locale.ROOT).startsWith("character");
        var note = found.group("note");
        terms.add(
            new Term(
                found.group("source"), found.group("target"),
                isCharacter ? Term.Kind.CHARACTER : Term.Kind.TERM,
                note == null || note.equals("-") ? "" : note, false, Term.Origin.EXTRACTION));
      }
    }
    return new ReportedTerms(terms, invented, unreadable);
  }
}
