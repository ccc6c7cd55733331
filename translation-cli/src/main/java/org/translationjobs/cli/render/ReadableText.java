package org.translationjobs.cli.render;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A text of the content tables as paragraphs to be read: markup is left out, emphasis marked. */
public final class ReadableText {
  private static final Pattern MARKUP = Pattern.compile("</?[a-zA-Z][^<>]*>");
  private static final Pattern BLOCK_END = Pattern.compile(
      "(?i)</(p|div|h[1-6]|li|blockquote|pre|tr|section|article)\\s*>|<(br|hr)\\b[^<>]*>");
  private static final Pattern EMPHASIS = Pattern.compile("(?i)</?(em|i|strong|b)(\\s[^<>]*)?>");

  private ReadableText() {}

  /** Its paragraphs; none are empty. */
  public static List<String> paragraphs(String text) {
    var html = MARKUP.matcher(text).find();
    var blocks = html
        ? BLOCK_END.matcher(text.replaceAll("\\s+", " ")).replaceAll("\n\n")
        : text;
    return Arrays.stream(blocks.split("\\R\\s*\\R"))
        .map(block -> html ? unmarked(block) : block)
        .map(Cells::line)
        .filter(block -> !block.isEmpty())
        .toList();
  }

  private static String unmarked(String block) {
    var emphasised = EMPHASIS.matcher(block).replaceAll("_");
    return MARKUP.matcher(emphasised)
        .replaceAll("")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
