package org.translationjobs.core.text;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a novel is about, short enough to go with every request. Pure. */
public final class Synopsis {
  /** It is paid for with each request, though most servers take less for a beginning they know. */
  public static final int LONGEST = 1_000;

  private static final Pattern TAG = Pattern.compile("<(?:[/!]?[a-zA-Z-][^<>]*)>");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:amp|lt|gt|quot|apos|nbsp|#\\d{1,7}|#[xX][0-9a-fA-F]{1,6});");

  /** Which ends no sentence: "Mr.", "St.", "J.". */
  private static final Pattern ABBREVIATION = Pattern.compile(
      "(?<!\\p{L})\\p{Lu}\\p{L}{0,2}\\. ?$");

  private Synopsis() {}

  /**
   * A novel's description as one line without markup, cut at the end of a sentence, behind a word or
   * a character where no sentence ends in its second half; at most {@value #LONGEST} characters
   * (UTF-16 units). Empty when there is no description.
   *
   * @param lang
   *          of the description, a BCP 47 tag
   */
  public static String of(@Nullable String description, String lang) {
    if (description == null) {
      return "";
    }
    var text = OneLine.of(unescaped(TAG.matcher(description).replaceAll(" ")));
    return text.length() <= LONGEST ? text : cut(text, lang);
  }

  private static String cut(String text, String lang) {
    var locale = Locale.forLanguageTag(lang.replace('_', '-'));
    var sentences = BreakIterator.getSentenceInstance(locale);
    var sentence = lastBreak(sentences, text, LONGEST);
    while (sentence > 0 && ABBREVIATION.matcher(text.substring(0, sentence)).find()) {
      sentence = sentences.preceding(sentence);
    }
    if (sentence > LONGEST / 2) {
      return text.substring(0, sentence).strip();
    }
    var word = lastBreak(BreakIterator.getWordInstance(locale), text, LONGEST - 1);
    var end = word > LONGEST / 2 ? word : LONGEST - 1;
    var cut = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    return text.substring(0, cut).strip() + "…";
  }

  private static int lastBreak(BreakIterator breaks, String text, int atMost) {
    breaks.setText(text);
    return breaks.isBoundary(atMost) ? atMost : breaks.preceding(atMost);
  }

  private static String unescaped(String text) {
    return ENTITY.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(character(found.group())));
  }

  private static String character(String entity) {
    return switch (entity) {
      case "&amp;" -> "&";
      case "&lt;" -> "<";
      case "&gt;" -> ">";
      case "&quot;" -> "\"";
      case "&apos;" -> "'";
      case "&nbsp;" -> " ";
      default -> number(entity);
    };
  }

  private static String number(String entity) {
    var isHex = Character.toLowerCase(entity.charAt(2)) == 'x';
    var codePoint =
        Integer.parseInt(entity.substring(isHex ? 3 : 2, entity.length() - 1), isHex ? 16 : 10);
    return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
  }
}
