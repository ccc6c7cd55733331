package org.translationjobs.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Source text is no translation of itself. A target that has the same words as its source, or from
 * ten words on nine of ten, is judged by the first of these rules that fits:
 *
 * <ol>
 * <li>Between variants of one language in one script it passes; between two scripts of one language
 * short texts pass, longer ones are doubted, and from forty letters on refused.
 * <li>Numbers, Roman numbers, initials, sounds such as <em>Ah</em>, addresses and placeholders pass:
 * they are the same in every language.
 * <li>Letters of a script that the target language does not have are refused; a text without any
 * letter of the source's script is not in its language and passes, a sentence with a warning.
 * <li>{@linkplain TellingWords Telling words} say which language it is in. Two of the target's
 * and more than of the source's: it is there already, and passes with a warning. Otherwise one of the source's is
 * enough to refuse it, however short it is. A particle within a name (<em>de la</em>) tells nothing.
 * <li>Words that the source text has within its sentences with capitals are names, and pass.
 * <li>A sentence, from four words on, is refused, and so are two or three words, one of them in small
 * letters, most of which stand elsewhere in the text, unless all of it is capitalised as names are, or
 * the text is long and three in four of the words stand nowhere else in it: a quotation in a third
 * language.
 * <li>What is left may be a name, a word that both languages share, or a quotation. It is doubted:
 * asked for again alone, and accepted with a warning when it comes back the same.
 * </ol>
 *
 * <p>
 * A part of a segment that was cut at its markup is doubted where it would be refused, as long as it
 * has less than four words: a preposition alone may be right, and the whole is judged again.
 *
 * <p>
 * Telling languages apart by their function words is an old and sturdy method for sentences (G.
 * Grefenstette, <em>Comparing two language identification schemes</em>, 1995); for a language whose
 * words are not known here, the commonest words of the source text stand in.
 */
final class EchoCheck implements Check {
  /** From so many words on, a text is a sentence. */
  private static final int SENTENCE = 4;

  /** Letters of scripts without spaces that make a sentence. */
  private static final int SENTENCE_LETTERS = 8;

  /** From so many words on, nearly the same counts as the same. */
  private static final int MIN_WORDS_OF_NEARLY = 10;

  private static final double NEARLY = 0.9;

  /** The same for characters of scripts without spaces. */
  private static final double NEARLY_THE_SAME_CHARACTERS = 0.85;

  /** Letters of a text of which some are others in another script of the same language. */
  private static final int SURELY_DIFFERENT = 40;

  /** From this part on, the words of a short text are those of the text around it. */
  private static final double SHARE_OF_OWN = 0.5;

  /** A sentence in the source's language shares more of its words with the rest of the text. */
  private static final double SHARE_OF_FOREIGN = 0.25;

  private static final Verdict.Refused REFUSED =
      new Verdict.Refused("the answer is the source text");

  /** Languages that write a capital where there is no name. */
  private static final Set<String> CAPITAL_NOUNS = Set.of("de", "lb");

  private static final Set<String> PARTICLES =
      Set.of(
          "de", "del", "della", "di", "da", "do", "dos", "das", "la", "las", "los", "le", "el",
          "du",
          "des", "d", "l", "van", "von", "der", "den", "zu", "ten", "ter", "y", "e", "i", "al",
          "bin", "ibn", "ben");

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    if (Languages.areOneWritten(candidate.languages())) {
      return PASSED;
    }
    var from = Languages.primary(candidate.languages().from());
    var to = Languages.primary(candidate.languages().to());
    var source = Markers.strip(candidate.source());
    if (!isEcho(source, Markers.strip(candidate.target())) || Numerals.isRoman(source.strip())) {
      return PASSED;
    }
    if (from.equals(to)) {
      return variant(candidate, source);
    }
    var text = Untranslatable.without(source);
    var all = Words.asWritten(text);
    var words =
        IntStream.range(0, all.size())
            .filter(i -> !Untranslatable.isWord(all, i) && !isParticle(all, i))
            .mapToObj(all::get)
            .toList();
    if (words.isEmpty()) {
      return PASSED;
    }
    var verdict = judge(candidate, from, to, text, words);
    return verdict.equals(REFUSED) && candidate.isFragment() && words.size() < SENTENCE
        ? new Verdict.Doubted("a part of a segment was not translated: " + excerpt(candidate))
        : verdict;
  }

  /** Simplified and traditional Chinese, or Serbian in both scripts: short texts may be the same. */
  private static Verdict variant(Candidate candidate, String source) {
    var scripts = Scripts.of(candidate.languages().from());
    var letters =
        source.codePoints()
            .filter(Character::isLetter)
            .filter(letter -> scripts.contains(Character.UnicodeScript.of(letter)))
            .count();
    return letters < SENTENCE_LETTERS
        ? PASSED
        : letters < SURELY_DIFFERENT
            ? new Verdict.Doubted("the same in the other script: " + excerpt(candidate))
        : REFUSED;
  }

  private static Verdict judge(
      Candidate candidate, String from, String to, String text, List<String> words) {
    var own = Scripts.of(candidate.languages().from());
    var theirs = Scripts.of(candidate.languages().to());
    if (!Scripts.isIn(text, own)) {
      return words.size() < SENTENCE
          ? PASSED
          : new Verdict.Warned("not translated, not in the source's script: " + excerpt(candidate));
    }
    var left = own.stream().filter(script -> !theirs.contains(script)).toList();
    if (!own.contains(Character.UnicodeScript.LATIN) && Scripts.isIn(text, Set.copyOf(left))) {
      return REFUSED;
    }
    var tellOfSource = tell(words, telling(from, to, candidate.words()), candidate.words());
    var tellOfTarget = tell(words, TellingWords.of(to, from), candidate.words());
    if (tellOfTarget > Math.max(tellOfSource, 1)) {
      return new Verdict.Warned(
          "not translated, already in the target's language it seems: " + excerpt(candidate));
    }
    return tellOfSource > 0
        ? REFUSED
        : withoutTellingWords(candidate, from, text, words);
  }

  private static Verdict withoutTellingWords(
      Candidate candidate, String from, String text, List<String> words) {
    var known = candidate.words();
    if (!CAPITAL_NOUNS.contains(from)
        && words.stream().allMatch(word -> Words.isCapitalised(word) && known.isName(word))) {
      return PASSED;
    }
    var isUnspaced = Scripts.lettersWithoutSpaces(text) >= SENTENCE_LETTERS;
    var isSentence = words.size() >= SENTENCE || isUnspaced || isOwnPhrase(words, known);
    var looksLikeNames =
        words.stream().allMatch(word -> Words.isCapitalised(word) && !Words.isShouted(word));
    var isForeign =
        !isUnspaced && known.areMany() && known.shareKnown(words) < SHARE_OF_FOREIGN;
    return isSentence && !looksLikeNames && !isForeign
        ? REFUSED
        : new Verdict.Doubted(
            "not translated, perhaps " + (isSentence && !looksLikeNames
                ? "in a third language: "
                : "a name or a word of both languages: ")
                + excerpt(candidate));
  }

  /** Of two or three words, not all of them capitalised, most of which stand elsewhere in the text. */
  private static boolean isOwnPhrase(List<String> words, SourceWords known) {
    return words.size() > 1
        && words.stream().anyMatch(word -> !Words.isCapitalised(word))
        && known.areMany()
        && known.shareKnown(words) >= SHARE_OF_OWN;
  }

  private static String excerpt(Candidate candidate) {
    return Excerpt.of(Markers.strip(candidate.source()));
  }

  private static Set<String> telling(String from, String to, SourceWords known) {
    return TellingWords.areKnown(from) ? TellingWords.of(from, to) : known.common();
  }

  private static long tell(List<String> words, Set<String> telling, SourceWords known) {
    return words.stream()
        .filter(word -> telling.contains(word.toLowerCase(Locale.ROOT)))
        .filter(word -> !isNameToo(word, known))
        .count();
  }

  /** A name that is also a word, such as <em>Will</em>. */
  private static boolean isNameToo(String word, SourceWords known) {
    return word.length() > 3
        && Words.isCapitalised(word)
        && known.isName(word)
        && known.isSmallSomewhere(word);
  }

  /** Whether it stands in small letters between two capitals, alone or with other particles. */
  private static boolean isParticle(List<String> words, int index) {
    var before = index;
    while (before >= 0 && PARTICLES.contains(words.get(before))) {
      before--;
    }
    var after = index;
    while (after < words.size() && PARTICLES.contains(words.get(after))) {
      after++;
    }
    return before < index
        && before >= 0
        && after < words.size()
        && Words.isCapitalised(words.get(before))
        && Words.isCapitalised(words.get(after));
  }

  private static boolean isEcho(String source, String target) {
    var one = Words.of(source);
    var other = Words.of(target);
    return one.equals(other)
        || (one.size() >= MIN_WORDS_OF_NEARLY
            && common(one, other) >= NEARLY * Math.max(one.size(), other.size()))
        || isUnspacedEcho(source, target);
  }

  private static boolean isUnspacedEcho(String source, String target) {
    if (Scripts.lettersWithoutSpaces(source) < SENTENCE_LETTERS) {
      return false;
    }
    var one = characters(source);
    var other = characters(target);
    return common(one, other) >= NEARLY_THE_SAME_CHARACTERS * Math.max(one.size(), other.size());
  }

  private static List<String> characters(String text) {
    return text.codePoints().filter(Character::isLetter).mapToObj(Character::toString).toList();
  }

  private static int common(List<String> one, List<String> other) {
    var counts = new HashMap<String, Integer>();
    one.forEach(word -> counts.merge(word, 1, Integer::sum));
    var common = 0;
    for (var word : other) {
      if (counts.merge(word, -1, Integer::sum) >= 0) {
        common++;
      }
    }
    return common;
  }
}
