package org.translationjobs.pipeline;

import java.lang.Character.UnicodeScript;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A target is in its language, as far as its letters and its commonest words tell. Letters that the
 * target language does not have are refused when they are many, and doubted when they are a few; Latin
 * ones may be names. Languages that share a script are told by letters that one of them lacks, see
 * {@link NeighbourLetters}. Commonest words are compared where there are some of the source's language or of
 * a third one, see {@link TellingWords}.
 */
final class LanguageCheck implements Check {
  private static final double MANY = 0.3;
  private static final int FEW_LETTERS = 4;

  /** From this share on Latin letters are not names. */
  private static final double MOSTLY = 0.7;

  /** All letters up to here are Latin. */
  private static final char LAST_LATIN = '\u024F';

  private static final int SENTENCE_LETTERS = 25;
  private static final int MIN_TELLING = 5;
  /** One in so many words of a text at least is a telling word. */
  private static final int LEAST_SHARE = 8;

  private static final int MIN_DIFFERENT = 3;
  private static final int CLEARLY = 3;

  /** Shorter words of one language are words of many. */
  private static final int LONG_WORD = 3;

  private static final Set<String> ROMANCE =
      Set.of("gl", "ast", "oc", "ro", "an", "sc", "co", "rm", "la", "mwl", "lad", "ht", "eo");
  private static final Set<String> GERMANIC =
      Set.of("af", "lb", "fy", "nds", "gsw", "yi", "sv", "da", "nb", "nn", "no");

  /** Languages with many of the same short words. */
  private static final Map<String, Set<String>> RELATIVES =
      Map.of(
          "es", ROMANCE, "fr", ROMANCE, "it", ROMANCE, "pt", ROMANCE, "ca", ROMANCE, "de", GERMANIC,
          "nl", GERMANIC);

  @Override
  public String name() {
    return "language";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    if (Languages.areOneWritten(candidate.languages())) {
      return PASSED;
    }
    var from = Languages.primary(candidate.languages().from());
    var to = Languages.primary(candidate.languages().to());
    var source = Markers.strip(candidate.source());
    var target = Markers.strip(candidate.target());
    var verdict =
        letters(source, target, candidate.languages().from(), candidate.languages().to());
    if (!verdict.equals(PASSED) || from.equals(to)) {
      return verdict;
    }
    var neighbour = NeighbourLetters.judge(source, target, from, to);
    return neighbour.equals(PASSED) ? words(source, target, from, to) : neighbour;
  }

  private static Verdict letters(String source, String target, String from, String to) {
    if (Scripts.of(to).contains(UnicodeScript.LATIN)
        && target.chars().noneMatch(c -> c > LAST_LATIN && Character.isLetter((char) c))) {
      return PASSED;
    }
    var own = new HashSet<>(Scripts.of(to));
    own.addAll(quoted(source, from));
    var letters =
        Untranslatable.without(target).codePoints().filter(Character::isLetter).toArray();
    var foreign = 0;
    var latin = 0;
    var found = new HashSet<UnicodeScript>();
    for (var letter : letters) {
      var script = UnicodeScript.of(letter);
      if (!own.contains(script) && script == UnicodeScript.LATIN) {
        latin++;
      } else if (!own.contains(script) && !isNeutral(script)) {
        foreign++;
        found.add(script);
      }
    }
    if (foreign >= FEW_LETTERS && foreign > MANY * letters.length) {
      return new Verdict.Refused("the answer is written in " + found);
    }
    if (latin >= SENTENCE_LETTERS && latin > MOSTLY * letters.length) {
      return new Verdict.Refused("the answer is written in Latin letters");
    }
    return foreign > 0
        ? new Verdict.Doubted("letters that the language does not have: " + found)
        : PASSED;
  }

  /** Scripts that stand in the source, but are not those of its language. */
  private static Set<UnicodeScript> quoted(String source, String from) {
    var scripts = new HashSet<UnicodeScript>();
    source.codePoints()
        .filter(Character::isLetter)
        .forEach(letter -> scripts.add(UnicodeScript.of(letter)));
    scripts.removeAll(Scripts.of(from));
    scripts.remove(UnicodeScript.LATIN);
    return scripts;
  }

  private static boolean isNeutral(UnicodeScript script) {
    return script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED
        || script == UnicodeScript.GREEK;
  }

  private static Verdict words(String source, String target, String from, String to) {
    if (!TellingWords.areKnown(to)) {
      return sourceWords(target, from, to);
    }
    if (count(Words.of(target), TellingWords.foreignTo(to)) < MIN_TELLING) {
      return PASSED;
    }
    var words = Words.of(Untranslatable.without(target));
    for (var other : TellingWords.languages()) {
      if (!other.equals(to) && isClearly(other, to, words)
          && (other.equals(from) || !isClearly(other, from, Words.of(source)))) {
        return new Verdict.Refused("the answer is in the language '" + other + "' it seems");
      }
    }
    return PASSED;
  }

  /** For a target language whose words are not known here, and that is no near relative. */
  private static Verdict sourceWords(String target, String from, String to) {
    if (!TellingWords.areKnown(from) || RELATIVES.getOrDefault(from, Set.of()).contains(to)) {
      return PASSED;
    }
    var words = Words.of(Untranslatable.without(target));
    var telling = TellingWords.of(from, to);
    var found =
        words.stream().filter(w -> w.length() >= LONG_WORD && telling.contains(w)).toList();
    return found.size() >= MIN_TELLING
        && found.size() * LEAST_SHARE >= words.size()
        && Set.copyOf(found).size() > MIN_DIFFERENT
            ? new Verdict.Refused("the answer is in the source's language '" + from + "' it seems")
            : PASSED;
  }

  private static boolean isClearly(String language, String rival, List<String> words) {
    var telling = count(words, TellingWords.of(language, rival));
    return telling >= MIN_TELLING
        && telling * LEAST_SHARE >= words.size()
        && words.stream().filter(TellingWords.of(language, rival)::contains).distinct().count()
            >= MIN_DIFFERENT
        && telling >= CLEARLY * count(words, TellingWords.of(rival, language));
  }

  private static long count(List<String> words, Set<String> telling) {
    return words.stream().filter(telling::contains).count();
  }
}
