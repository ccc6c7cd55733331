package org.translationjobs.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds the elements of which the engine sees nothing. */
final class OpaqueElements {
  private static final Pattern NOT_TRANSLATED =
      Pattern.compile("\\stranslate\\s*=\\s*[\"']?no\\b", Pattern.CASE_INSENSITIVE);

  private OpaqueElements() {}

  /**
   * For each start tag of an opaque element the index of its end tag; -1 for all other tokens, also
   * for an inline element that is not closed before the block around it ends.
   */
  static int[] ends(String source, List<HtmlToken> tokens) {
    var ends = new int[tokens.size()];
    var open = new HashMap<String, Deque<Integer>>();
    var none = new ArrayDeque<Integer>();
    var blocks = new int[tokens.size()];
    var blockTags = 0;
    for (var i = 0; i < ends.length; i++) {
      ends[i] = -1;
      var token = tokens.get(i);
      if (!token.isTag()) {
        continue;
      }
      if (endsAnnotation(token)) {
        closeAnnotations(open, ends, i);
      }
      var isBlock = HtmlTags.isBlock(token.name());
      blockTags += isBlock ? 1 : 0;
      blocks[i] = blockTags;
      if (token.kind() == HtmlToken.Kind.START_TAG) {
        if (!HtmlTags.isVoid(token.name())) {
          open.computeIfAbsent(token.name(), n -> new ArrayDeque<>()).push(i);
        }
      } else if (!open.getOrDefault(token.name(), none).isEmpty()) {
        var start = open.getOrDefault(token.name(), none).pop();
        if (isOpaque(source, tokens.get(start)) && (isBlock || blocks[start] == blockTags)) {
          ends[start] = i;
        }
      }
    }
    return ends;
  }

  private static boolean endsAnnotation(HtmlToken tag) {
    return tag.kind() == HtmlToken.Kind.START_TAG
        ? tag.name().equals("rb") || HtmlTags.isAnnotation(tag.name())
        : tag.name().equals("ruby");
  }

  /** An annotation may have no end tag: it ends before the next one, and with its ruby element. */
  private static void closeAnnotations(
      Map<String, Deque<Integer>> open, int[] ends, int before) {
    for (var entry : open.entrySet()) {
      while (HtmlTags.isAnnotation(entry.getKey()) && !entry.getValue().isEmpty()) {
        ends[entry.getValue().pop()] = before - 1;
      }
    }
  }

  private static boolean isOpaque(String source, HtmlToken tag) {
    return HtmlTags.isOpaque(tag.name())
        || NOT_TRANSLATED.matcher(source).region(tag.start(), tag.end()).find();
  }
}
