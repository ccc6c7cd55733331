package org.translationjobs.pipeline;

import java.util.List;
import java.util.Locale;
import org.translationjobs.core.text.SourceText;

/** The segments of a text for who only reads them. Pure. */
public final class SegmentTexts {
  private SegmentTexts() {}

  /**
   * In reading order, without markup; a break within a segment is a line break.
   *
   * @param language
   *          of the text
   * @param budget
   *          characters of a segment at most, where it can be cut
   */
  public static List<String> of(SourceText source, String language, int budget) {
    var documents = new Documents(Locale.forLanguageTag(language.replace('_', '-')), budget);
    return SourceDocuments.of(source, documents)
        .segments()
        .stream()
        .map(segment -> SourceWords.running(segment.source()))
        .filter(text -> !text.isBlank())
        .toList();
  }
}
