package org.translationjobs.pipeline;

/** How texts begin and end, in signs that most scripts share. */
final class Endings {
  private static final String QUOTES = "\"“”‘’'«»„「」『』‹›";
  private static final String SENTENCE_SIGNS = ".?!…。！？．।۔｡؟⋯";
  private static final String CLOSING = QUOTES + ")]）】〕*_";

  private Endings() {}

  /**
   * The last sign of a text, behind which only quotation marks and brackets close: a full stop, a
   * question mark, an exclamation mark, an ellipsis, a comma, a colon, a semicolon or a dash in their
   * Western form; {@code a} for a letter or a digit, and {@code x} for anything else.
   */
  static char of(String text) {
    var end = text.length();
    while (end > 0
        && (Blank.is(text.charAt(end - 1)) || CLOSING.indexOf(text.charAt(end - 1)) >= 0)) {
      end--;
    }
    if (end == 0) {
      return 'x';
    }
    if (end > 2 && text.startsWith("...", end - 3)) {
      return '…';
    }
    var last = text.codePointBefore(end);
    return switch (last) {
      case '.', '。', '．', '।', '۔', '｡' -> '.';
      case '?', '？', '؟' -> '?';
      case '!', '！' -> '!';
      case '…', '⋯' -> '…';
      case ',', '，', '、', '،' -> ',';
      case ':', '：' -> ':';
      case ';', '；', '؛' -> ';';
      case '-', '—', '–', '―', '─', '～' -> '-';
      default -> Character.isLetterOrDigit(last) ? 'a' : 'x';
    };
  }

  /** Whether it ends as a sentence does. */
  static boolean isSentence(String text) {
    return ".?!…".indexOf(of(text)) >= 0;
  }

  /** How many times sentences end in it, however many signs each of them has. */
  static int sentences(String text) {
    var ends = 0;
    var isEnd = false;
    for (var i = 0; i < text.length(); i++) {
      var was = isEnd;
      isEnd = SENTENCE_SIGNS.indexOf(text.charAt(i)) >= 0;
      ends += isEnd && !was ? 1 : 0;
    }
    return ends;
  }

  /** Whether a quotation mark is the last of it. */
  static boolean isQuotation(String text) {
    var end = text.stripTrailing();
    return !end.isEmpty() && QUOTES.indexOf(end.charAt(end.length() - 1)) >= 0;
  }

  /** Whether it begins with a capital or as direct speech does. */
  static boolean isBeginning(String text) {
    return isSpeech(text) || Character.isUpperCase(firstLetter(text));
  }

  /** Whether it begins with a small letter. */
  static boolean isWithinSentence(String text) {
    return !isSpeech(text) && Character.isLowerCase(firstLetter(text));
  }

  private static int firstLetter(String text) {
    return text.codePoints().filter(Character::isLetterOrDigit).findFirst().orElse(' ');
  }

  /** Whether it begins as direct speech does. */
  static boolean isSpeech(String text) {
    var start = text.stripLeading();
    return !start.isEmpty()
        && (QUOTES.indexOf(start.charAt(0)) >= 0 || "-—–―".indexOf(start.charAt(0)) >= 0);
  }
}
