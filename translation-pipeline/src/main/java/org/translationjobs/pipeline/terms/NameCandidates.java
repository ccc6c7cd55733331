package org.translationjobs.pipeline.terms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.pipeline.terms.NameWords.Gender;
import org.translationjobs.pipeline.terms.Sentence.Word;

/**
 * Finds the names of a novel by their capitals: words that have one within a sentence, too, and hardly
 * ever stand in small letters. Words that follow each other are one name, "de" and "of the" between
 * them included; a name that is rare counts for the shorter ones in it. Forms of address (Mr., Miss)
 * are not part of a name and tell its gender, titles (Lady, Sir, Colonel) are.
 *
 * <p>
 * For one thread. Memory grows with the vocabulary of the novel, not with its length.
 */
public final class NameCandidates {
  private static final Set<String> WITHOUT_CAPITALS =
      Set.of(
          "zh", "ja", "ko", "th", "lo", "km", "my", "ar", "fa", "ur", "he", "iw", "yi", "hi", "mr",
          "ne", "bn", "ta", "te", "kn", "ml", "gu", "pa", "ka", "am", "si");
  private static final Set<String> NOUNS_WITH_CAPITALS = Set.of("de", "lb");
  private static final double MOSTLY_CAPITAL = 0.7;
  private static final double CLEAR = 0.8;
  private static final int MOST_CONNECTORS = 2;

  private final Map<String, Integer> small = new HashMap<>();
  private final Map<String, Integer> capital = new HashMap<>();
  private final Map<Run, Seen> runs = new LinkedHashMap<>();

  /**
   * Words that stand side by side and have capitals.
   *
   * @param begins
   *          whether the first of them begins a sentence
   */
  private record Run(List<String> words, String text, boolean begins) {}

  /** How often, and with which forms of address. */
  private static final class Seen {
    private int times;
    private int male;
    private int female;

    void add(int more, Gender gender) {
      times += more;
      male += gender == Gender.MALE ? more : 0;
      female += gender == Gender.FEMALE ? more : 0;
    }

    void add(Seen other) {
      times += other.times;
      male += other.male;
      female += other.female;
    }
  }

  /** Why capitals do not tell the names of a language; empty where they do. */
  public static Optional<String> obstacle(String language) {
    var primary = Locale.forLanguageTag(language.replace('_', '-')).getLanguage();
    if (WITHOUT_CAPITALS.contains(primary)) {
      return Optional.of("names have no capitals in '" + language + "'");
    }
    return NOUNS_WITH_CAPITALS.contains(primary)
        ? Optional.of("every noun has a capital in '" + language + "'")
        : Optional.empty();
  }

  /** Takes the segments of one more text. */
  public void add(Collection<String> segments) {
    segments.forEach(this::add);
  }

  private void add(String text) {
    var words = Sentence.words(text);
    for (var word : words) {
      if (!word.isCapitalised()) {
        small.merge(word.text(), 1, Integer::sum);
      } else if (!word.begins()) {
        capital.merge(NameWords.lower(word.text()), 1, Integer::sum);
      }
    }
    for (var at = 0; at < words.size();) {
      at = words.get(at).isName() ? run(text, words, at) : at + 1;
    }
  }

  /** Reads the run that begins here; where to go on. */
  private int run(String text, List<Word> words, int from) {
    var end = from + 1;
    var last = from;
    while (end < words.size() && words.get(end).isNext() && !words.get(end).begins()
        && end - last <= MOST_CONNECTORS + 1) {
      var word = words.get(end);
      if (word.isName() && !NameWords.isFormOfAddress(word.text())) {
        last = end;
      } else if (!NameWords.isConnector(word.text())) {
        break;
      }
      end++;
    }
    var first = from;
    var gender = from == 0 || !words.get(from).isNext()
        ? Gender.UNKNOWN
        : NameWords.gender(words.get(from - 1).text());
    while (first <= last && NameWords.isFormOfAddress(words.get(first).text())) {
      gender = NameWords.gender(words.get(first).text());
      first++;
    }
    if (first <= last && first == from && NameWords.isTitle(words.get(first).text())) {
      gender = NameWords.gender(words.get(first).text());
    }
    if (first <= last && words.get(first).isName()) {
      see(text, words.subList(first, last + 1), gender);
    }
    return last + 1;
  }

  private void see(String text, List<Word> name, Gender gender) {
    var run =
        new Run(
            name.stream().map(Word::text).toList(),
            text.substring(name.getFirst().start(), name.getLast().end()),
            name.getFirst().begins());
    runs.computeIfAbsent(run, r -> new Seen()).add(1, gender);
  }

  /**
   * The candidates, the most frequent first.
   *
   * @param min
   *          how often one has to stand in the novel, at least 2
   */
  public List<TermCandidate> best(int min) {
    if (min < 2) {
      throw new IllegalArgumentException("a term stands at least twice in a novel, got " + min);
    }
    var names = new LinkedHashMap<List<String>, Named>();
    runs.forEach((run, seen) -> {
      certain(run).ifPresent(
          name -> names.computeIfAbsent(name.words(), words -> new Named(name.text())).seen
              .add(seen));
    });
    shareRareOnes(names, min);
    return names.entrySet()
        .stream()
        .filter(entry -> entry.getValue().seen.times >= min)
        .filter(entry -> !isPlural(entry, names, min))
        .map(entry -> candidate(entry.getValue()))
        .sorted(
            Comparator.comparingInt((TermCandidate c) -> -c.occurrences())
                .thenComparing(TermCandidate::source))
        .toList();
  }

  private static final class Named {
    private final String text;
    private final Seen seen = new Seen();

    Named(String text) {
      this.text = text;
    }
  }

  /**
   * What of a run is a name: without an ordinary word that only begins a sentence; within a sentence
   * several capitals are meant, a single one may be a whim.
   */
  private Optional<Run> certain(Run run) {
    var words = run.words();
    var from = 0;
    if (run.begins() && !isMostlyCapital(words.getFirst())) {
      from = 1;
      while (from < words.size() && NameWords.isConnector(words.get(from))) {
        from++;
      }
    }
    var rest = words.subList(from, words.size());
    var isOne = rest.size() == 1;
    if (rest.isEmpty()
        || (isOne && (!isMostlyCapital(rest.getFirst()) || NameWords.isTitle(rest.getFirst())))
        || rest.stream().allMatch(NameWords::isTitle)
        || rest.getLast().length() == 1) {
      return Optional.empty();
    }
    return textOf(run.text(), rest).map(text -> new Run(List.copyOf(rest), text, false));
  }

  private static Optional<String> textOf(String text, List<String> words) {
    var start = text.indexOf(words.getFirst());
    var end = start;
    for (var word : words) {
      end = end < 0 ? end : text.indexOf(word, end);
      end = end < 0 ? end : end + word.length();
    }
    return start < 0 || end < 0 ? Optional.empty() : Optional.of(text.substring(start, end));
  }

  private boolean isMostlyCapital(String word) {
    if (NameWords.isTitle(word)) {
      return true;
    }
    var lower = NameWords.lower(word);
    var large = capital.getOrDefault(lower, 0);
    return large > 0 && large >= MOSTLY_CAPITAL * (large + small.getOrDefault(lower, 0));
  }

  /** The longest first, so that what they give away may be given away again. */
  private static void shareRareOnes(Map<List<String>, Named> names, int min) {
    var longest =
        names.keySet()
            .stream()
            .filter(words -> words.size() > 1)
            .sorted(Comparator.comparingInt((List<String> words) -> -words.size()))
            .toList();
    for (var words : longest) {
      var named = names.get(words);
      if (named != null && named.seen.times < min) {
        names.remove(words);
        // Doctor Watson of London tells nothing of London
        var isOnePerson = words.stream().noneMatch(NameWords::isConnector);
        for (var part : parts(words, names.keySet())) {
          var shorter = names.get(part);
          if (shorter != null && isOnePerson) {
            shorter.seen.add(named.seen);
          } else if (shorter != null) {
            shorter.seen.times += named.seen.times;
          }
        }
      }
    }
  }

  /** The known names in a longer one, the longest from the left. */
  private static List<List<String>> parts(List<String> words, Set<List<String>> known) {
    var parts = new ArrayList<List<String>>();
    for (var from = 0; from < words.size();) {
      var end = words.size();
      while (end > from && !known.contains(words.subList(from, end))) {
        end--;
      }
      if (end > from) {
        parts.add(List.copyOf(words.subList(from, end)));
      }
      from = Math.max(end, from + 1);
    }
    return parts;
  }

  /** The Bennets are no name beside Bennet. */
  private static boolean isPlural(
      Map.Entry<List<String>, Named> name, Map<List<String>, Named> names, int min) {
    var words = name.getKey();
    var last = words.getLast();
    for (var ending : List.of("s", "es", "’", "'")) {
      if (last.endsWith(ending) && last.length() > ending.length() + 2) {
        var one = new ArrayList<>(words);
        one.set(one.size() - 1, last.substring(0, last.length() - ending.length()));
        var singular = names.get(one);
        if (singular != null && singular.seen.times >= min
            && singular.seen.times > name.getValue().seen.times) {
          return true;
        }
      }
    }
    return false;
  }

  private static TermCandidate candidate(Named named) {
    var seen = named.seen;
    var addressed = seen.male + seen.female;
    var isCharacter =
        addressed >= 2 && Math.max(seen.male, seen.female) >= CLEAR * addressed;
    return new TermCandidate(
        named.text, seen.times, isCharacter ? Term.Kind.CHARACTER : Term.Kind.TERM,
        isCharacter ? seen.male > seen.female ? "male" : "female" : "");
  }
}
