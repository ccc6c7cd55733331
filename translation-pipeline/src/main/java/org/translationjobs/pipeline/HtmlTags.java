package org.translationjobs.pipeline;

import java.util.Set;

/** What the names of HTML elements mean for cutting text into segments. Names in lower case. */
final class HtmlTags {
  /** Start and end tags that end an inline run. */
  private static final Set<String> BLOCKS =
      Set.of(
          "address", "article", "aside", "blockquote", "body", "caption", "center", "col",
          "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption",
          "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
          "head", "header", "hgroup", "hr", "html", "legend", "li", "link", "main", "menu", "meta",
          "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary", "table",
          "tbody", "td", "tfoot", "th", "thead", "tr", "ul");

  /** Elements whose content the engine never sees; everything between their tags is one unit. */
  private static final Set<String> OPAQUE =
      Set.of(
          "audio", "canvas", "iframe", "math", "noembed", "noframes", "noscript", "object", "rp",
          "rt", "rtc", "script", "select", "style", "svg", "template", "textarea", "title", "video",
          "xmp");

  /** What stands over the text of a ruby element, and the brackets around it. */
  private static final Set<String> ANNOTATIONS = Set.of("rp", "rt", "rtc");

  /** Elements in whose content {@code <} means nothing until their own end tag. */
  private static final Set<String> RAW_TEXT =
      Set.of("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp");

  /** Elements without content or end tag. */
  private static final Set<String> VOID =
      Set.of(
          "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
          "source", "track", "wbr");

  /** What tells an HTML text from a plain one. */
  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "em", "font",
          "i", "img", "ins", "kbd", "mark", "q", "rb", "ruby", "s", "samp", "small", "span",
          "strike", "strong", "sub", "sup", "tt", "u", "wbr");

  private HtmlTags() {}

  static boolean isBlock(String name) {
    return BLOCKS.contains(name);
  }

  static boolean isOpaque(String name) {
    return OPAQUE.contains(name);
  }

  static boolean isAnnotation(String name) {
    return ANNOTATIONS.contains(name);
  }

  /** Where white space and line breaks are as they stand. */
  static boolean isPreformatted(String name) {
    return name.equals("pre") || name.equals("listing");
  }

  static boolean isRawText(String name) {
    return RAW_TEXT.contains(name);
  }

  static boolean isVoid(String name) {
    return VOID.contains(name);
  }

  static boolean isHeading(String name) {
    return name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) >= '1'
        && name.charAt(1) <= '6';
  }

  static boolean isKnown(String name) {
    return BLOCKS.contains(name) || INLINE.contains(name) || OPAQUE.contains(name)
        || VOID.contains(name);
  }
}
