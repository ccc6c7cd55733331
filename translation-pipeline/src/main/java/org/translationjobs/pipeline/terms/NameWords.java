package org.translationjobs.pipeline.terms;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Words of which one knows before reading what they mean beside names. */
final class NameWords {
  private static final Map<String, Gender> FORMS_OF_ADDRESS =
      Map.ofEntries(
          Map.entry("mr", Gender.MALE), Map.entry("messrs", Gender.MALE),
          Map.entry("mister", Gender.MALE), Map.entry("master", Gender.MALE),
          Map.entry("mrs", Gender.FEMALE), Map.entry("miss", Gender.FEMALE),
          Map.entry("misses", Gender.FEMALE), Map.entry("ms", Gender.FEMALE),
          Map.entry("dr", Gender.UNKNOWN), Map.entry("prof", Gender.UNKNOWN),
          Map.entry("rev", Gender.UNKNOWN), Map.entry("sr", Gender.MALE),
          Map.entry("sra", Gender.FEMALE), Map.entry("srta", Gender.FEMALE),
          Map.entry("señor", Gender.MALE), Map.entry("señora", Gender.FEMALE),
          Map.entry("señorita", Gender.FEMALE), Map.entry("monsieur", Gender.MALE),
          Map.entry("madame", Gender.FEMALE), Map.entry("mademoiselle", Gender.FEMALE),
          Map.entry("don", Gender.MALE),
          Map.entry("doña", Gender.FEMALE), Map.entry("mme", Gender.FEMALE), Map.entry("mlle",
              Gender.FEMALE));

  /** These belong to the name. */
  private static final Map<String, Gender> TITLES =
      Map.ofEntries(
          Map.entry("sir", Gender.MALE), Map.entry("lord", Gender.MALE),
          Map.entry("lady", Gender.FEMALE), Map.entry("king", Gender.MALE),
          Map.entry("queen", Gender.FEMALE), Map.entry("prince", Gender.MALE),
          Map.entry("princess", Gender.FEMALE), Map.entry("duke", Gender.MALE),
          Map.entry("duchess", Gender.FEMALE), Map.entry("count", Gender.MALE),
          Map.entry("countess", Gender.FEMALE), Map.entry("baron", Gender.MALE),
          Map.entry("uncle", Gender.MALE), Map.entry("aunt", Gender.FEMALE),
          Map.entry("colonel", Gender.UNKNOWN), Map.entry("captain", Gender.UNKNOWN),
          Map.entry("general", Gender.UNKNOWN), Map.entry("major", Gender.UNKNOWN),
          Map.entry("lieutenant", Gender.UNKNOWN), Map.entry("doctor", Gender.UNKNOWN),
          Map.entry("professor", Gender.UNKNOWN), Map.entry("earl", Gender.MALE), Map.entry("saint",
              Gender.UNKNOWN),
          Map.entry("st", Gender.UNKNOWN), Map.entry("rey", Gender.MALE),
          Map.entry("reina", Gender.FEMALE), Map.entry("duque", Gender.MALE),
          Map.entry("duquesa", Gender.FEMALE), Map.entry("conde", Gender.MALE),
          Map.entry("condesa", Gender.FEMALE), Map.entry("san", Gender.UNKNOWN),
          Map.entry("santa", Gender.UNKNOWN), Map.entry("fray", Gender.MALE));

  private static final Set<String> CONNECTORS =
      Set.of(
          "of", "the", "de", "la", "las", "los", "del", "el", "du", "des", "le", "von", "van",
          "der",
          "den", "zu", "da", "do", "dos", "di", "d");

  /** What has a capital and is no name of the novel's own. */
  private static final Set<String> NO_NAMES =
      Set.of(
          "i", "o", "oh", "ah", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
          "sunday", "january", "february", "march", "april", "may", "june", "july", "august",
          "september", "october", "november", "december", "christmas", "easter", "english",
          "french", "german", "italian", "spanish", "latin", "greek", "american", "british",
          "chapter", "volume", "capítulo", "god", "dios", "heaven", "heavens", "christian",
          "ma’am", "ma'am", "madam", "majesty", "highness", "excellency", "ladyship", "lordship",
          "majestad", "alteza", "excelencia", "merced", "señoría", "usted");

  private NameWords() {}

  /** What a form of address says of whom it stands before. */
  enum Gender {
    MALE, FEMALE, UNKNOWN
  }

  static boolean isFormOfAddress(String word) {
    return FORMS_OF_ADDRESS.containsKey(lower(word));
  }

  static boolean isTitle(String word) {
    return TITLES.containsKey(lower(word));
  }

  /** Of a form of address or a title. */
  static Gender gender(String word) {
    var lower = lower(word);
    return FORMS_OF_ADDRESS.getOrDefault(lower, TITLES.getOrDefault(lower, Gender.UNKNOWN));
  }

  static boolean isConnector(String word) {
    return CONNECTORS.contains(word);
  }

  static boolean isNoName(String word) {
    return NO_NAMES.contains(lower(word)) || word.matches("[IVXLCDM]+");
  }

  static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
