package org.translationjobs.runtime.glossary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.core.glossary.Term;

/** One concept as it is read: its terms by language, and what is said of it. For one thread. */
final class TbxEntry {
  private final int line;
  private final Map<String, List<String>> byLanguage = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private String language = "";
  private String subject = "";
  private String locked = "";
  private String origin = "";

  TbxEntry(int line) {
    this.line = line;
  }

  int line() {
    return line;
  }

  void language(String tag) {
    language = tag.replace('_', '-');
  }

  void term(String text) {
    byLanguage.computeIfAbsent(language, tag -> new ArrayList<>()).add(text);
  }

  void note(String text) {
    if (!text.isEmpty()) {
      notes.add(text);
    }
  }

  /** Categories that say nothing to us are passed over; a term that must not be used goes. */
  void category(String type, String value) {
    switch (type) {
      case TbxWriter.SUBJECT -> subject = value;
      case TbxWriter.LOCKED -> locked = value;
      case TbxWriter.ORIGIN -> origin = value;
      case "administrativeStatus", "normativeAuthorization" -> {
        var known = byLanguage.getOrDefault(language, List.of());
        if (value.startsWith("deprecated") && !known.isEmpty()) {
          known.removeLast();
        }
      }
      default -> {
      }
    }
  }

  /** Of exactly this language; without any of one with the same primary language. */
  List<String> terms(String tag) {
    var exact = tag.replace('_', '-');
    var found =
        byLanguage.entrySet()
            .stream()
            .filter(entry -> entry.getKey().equalsIgnoreCase(exact))
            .flatMap(entry -> entry.getValue().stream())
            .toList();
    return !found.isEmpty()
        ? found
        : byLanguage.entrySet()
            .stream()
            .filter(entry -> TbxReader.primary(entry.getKey()).equals(TbxReader.primary(exact)))
            .flatMap(entry -> entry.getValue().stream())
            .toList();
  }

  /** @throws IllegalArgumentException saying what is wrong with it */
  Term with(String source, String target) {
    return new Term(
        source, target,
        subject.equals(TbxWriter.CHARACTER) ? Term.Kind.CHARACTER : Term.Kind.TERM,
        String.join("; ", notes), TermWords.locked(locked), TermWords.origin(origin));
  }
}
