package org.translationjobs.testkit.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.job.LanguagePair;

/** A well-formed fragment of XML: its tags, and what stands between them. */
record TaggedText(List<String> parts) {
  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][\\w-]*)\\s*(/?)>");
  private static final Pattern STRAY = Pattern.compile("[<>]|&(?!(?:amp|lt|gt|quot|apos|#\\d+);)");

  TaggedText {
    parts = List.copyOf(parts);
  }

  /** @throws Protocol.Wrong for one that is not well-formed, as DeepL does */
  static List<TaggedText> all(List<EngineSegment> segments) throws Protocol.Wrong {
    var all = new ArrayList<TaggedText>();
    for (var segment : segments) {
      all.add(parse(segment.text()));
    }
    return all;
  }

  /** Translates what stands between the tags. */
  static List<String> translate(List<TaggedText> all, Answers answers, LanguagePair languages)
      throws InterruptedException {
    var texts =
        all.stream()
            .flatMap(t -> t.parts().stream())
            .filter(TaggedText::isTranslatable)
            .map(TaggedText::unescape)
            .toList();
    var translated =
        (texts.isEmpty() ? List.<String>of() : answers.translate(texts, languages)).iterator();
    var results = new ArrayList<String>();
    for (var one : all) {
      var result = new StringBuilder();
      for (var part : one.parts()) {
        result.append(isTranslatable(part) ? escape(around(part, translated.next())) : part);
      }
      results.add(result.toString());
    }
    return results;
  }

  private static TaggedText parse(String text) throws Protocol.Wrong {
    var parts = new ArrayList<String>();
    var open = new ArrayDeque<String>();
    var tags = TAG.matcher(text);
    var done = 0;
    while (tags.find()) {
      add(parts, text.substring(done, tags.start()));
      parts.add(tags.group());
      done = tags.end();
      if (tags.group(3).isEmpty() && tags.group(1).isEmpty()) {
        open.push(tags.group(2));
      } else if (!tags.group(1).isEmpty() && !tags.group(2).equals(open.poll())) {
        throw malformed();
      }
    }
    add(parts, text.substring(done));
    if (!open.isEmpty()) {
      throw malformed();
    }
    return new TaggedText(parts);
  }

  private static void add(List<String> parts, String text) throws Protocol.Wrong {
    if (STRAY.matcher(text).find()) {
      throw malformed();
    }
    if (!text.isEmpty()) {
      parts.add(text);
    }
  }

  private static Protocol.Wrong malformed() {
    return new Protocol.Wrong(400, "", "Tag handling parsing failed, please check input.");
  }

  private static boolean isTranslatable(String part) {
    return !part.startsWith("<") && !part.isBlank();
  }

  private static String around(String part, String translated) {
    var start = part.length() - part.stripLeading().length();
    var end = part.stripTrailing().length();
    return part.substring(0, start) + translated.strip() + part.substring(end);
  }

  private static String unescape(String text) {
    return text.strip()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
