package org.translationjobs.pipeline;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.TranslatedText;

/** What must be right of a translation that a person wrote. Pure; thread-safe. */
public final class ProvidedText {
  /** What a person may ask for though it is refused otherwise. */
  public enum Allowed {
    /** Markup that could act in a reader's browser. */
    MARKUP,
    /** A text that is the source's own. */
    UNTRANSLATED
  }

  /** What runs code or sends something in a reader's browser. */
  private static final Pattern ACTIVE =
      Pattern.compile(
          "<(?:script|iframe|frame|object|embed|applet|form|input|button|link|meta|base|style|svg"
              + "|math|template)\\b|\\bon[a-z]{3,20}\\s*=|\\b(?:javascript|vbscript)\\s*:"
              + "|\\bdata:text/html",
          Pattern.CASE_INSENSITIVE);

  /** What loads something, with where it is from: only what the source has may be loaded. */
  private static final Pattern LOADED =
      Pattern.compile(
          "(?<=[\\s/\"'])(?:src|srcset|imagesrcset|poster|background|lowsrc|dynsrc|ping|xlink:href)"
              + "\\s*=\\s*(?:\"[^\"]*\"?|'[^']*'?|[^\\s>]+)"
              + "|\\b(?:url|image|image-set|src)\\([^)]*\\)?|@import[^;]*"
              // letters of a style written in another way
              + "|\\bstyle\\s*=\\s*(?:\"[^\"\\\\]*\\\\[^\"]*\"?|'[^'\\\\]*\\\\[^']*'?)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TAG = Pattern.compile("<[!/?a-zA-Z][^>]*>");

  private ProvidedText() {}

  /**
   * Why the text cannot be a translation of the source: a field is blank where the source's is not,
   * or present where the source has none, has an invalid character or, unless allowed, markup that
   * could act in a reader's browser and that the source does not have, or is the source's own text.
   */
  public static Optional<String> problem(
      SourceText source, TranslatedText text, Set<Allowed> allowed) {
    var anyMarkup = allowed.contains(Allowed.MARKUP);
    return field("title", source.title(), text.title(), anyMarkup)
        .or(() -> text.title() != null && text.title().lines().count() > 1
            ? Optional.of("the title has several lines")
            : Optional.empty())
        .or(() -> field("text", source.body(), text.body(), anyMarkup))
        .or(() -> !allowed.contains(Allowed.UNTRANSLATED) && isSame(source.body(), text.body())
            ? Optional.of("the text is that of the source, word for word")
            : Optional.empty());
  }

  /** A title may be a name; a text with letters that stays the same is not translated. */
  private static boolean isSame(@Nullable String source, @Nullable String text) {
    return source != null && text != null
        && words(source).equals(words(text))
        && words(source).codePoints().anyMatch(Character::isLetter);
  }

  /** Without markup, however it is laid out. */
  private static String words(String text) {
    return Parser.unescapeEntities(TAG.matcher(text).replaceAll(" "), false)
        .replaceAll("[\\s\\u00A0]+", " ")
        .strip();
  }

  private static Optional<String> field(
      String name, @Nullable String source, @Nullable String text, boolean anyMarkup) {
    if (source == null) {
      return text == null
          ? Optional.empty()
          : Optional.of("the source has no " + name + ", leave it out");
    }
    if (text == null || text.isBlank()) {
      return text == null || !source.isBlank()
          ? Optional.of("the " + name + " is " + (text == null ? "missing" : "blank"))
          : Optional.empty();
    }
    return InvalidCharacters.firstNew(text, source)
        .map(found -> "the " + name + " has the " + found)
        .or(() -> anyMarkup ? Optional.empty() : active(name, source, text));
  }

  private static Optional<String> active(String name, String source, String text) {
    var known = count(source);
    return count(text).entrySet()
        .stream()
        .filter(found -> found.getValue() > known.getOrDefault(found.getKey(), 0))
        .map(found -> "the " + name + " has markup that can act in a reader's browser and that the"
            + " source does not have: " + Excerpt.of(found.getKey()))
        .findFirst();
  }

  private static Map<String, Integer> count(String text) {
    var counts = new HashMap<String, Integer>();
    ACTIVE.matcher(text)
        .results()
        .forEach(found -> counts.merge(found.group().toLowerCase(Locale.ROOT), 1,
            Integer::sum));
    // in an attribute, entities stand for what they mean
    LOADED.matcher(Parser.unescapeEntities(text, true))
        .results()
        .forEach(found -> counts.merge(found.group().toLowerCase(Locale.ROOT), 1,
            Integer::sum));
    return counts;
  }

  /**
   * A file's text as it belongs into a field: line ends as the source has them, and no line break at
   * the end that only the editor put there.
   */
  public static String fromFile(String text, @Nullable String source) {
    var lines = text.startsWith("\uFEFF") ? text.substring(1) : text;
    var body = Objects.requireNonNullElse(source, "");
    if (body.indexOf('\r') < 0) {
      lines = lines.replace("\r\n", "\n");
    }
    var last = body.isEmpty() ? ' ' : body.charAt(body.length() - 1);
    return last == '\n' || last == '\r' ? lines : lines.replaceAll("[\\r\\n]+\\z", "");
  }

  /**
   * The title that a text may keep where the person gave none: of a translation that is there
   * already, else the source's own where it has no letters; empty when it has to be asked for.
   *
   * @param before
   *          title of the translation that is there
   */
  public static Optional<String> keptTitle(SourceText source, Optional<String> before) {
    return before.filter(title -> !title.isBlank())
        .or(() -> Stream.ofNullable(source.title())
            .filter(title -> title.codePoints().noneMatch(Character::isLetter))
            .findFirst());
  }
}
