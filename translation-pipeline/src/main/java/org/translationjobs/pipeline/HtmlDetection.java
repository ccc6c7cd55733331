package org.translationjobs.pipeline;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells HTML from plain text by its content: HTML has at least one tag that HTML knows. */
final class HtmlDetection {
  private static final Pattern TAG = Pattern.compile("</?([A-Za-z][A-Za-z0-9]{0,15})(?=[\\s/>])");

  private HtmlDetection() {}

  static boolean isHtml(String text) {
    var matcher = TAG.matcher(text);
    while (matcher.find()) {
      if (HtmlTags.isKnown(matcher.group(1).toLowerCase(Locale.ROOT))) {
        return text.indexOf('>', matcher.end()) >= 0;
      }
    }
    return text.contains("<!--") && text.contains("-->");
  }
}
