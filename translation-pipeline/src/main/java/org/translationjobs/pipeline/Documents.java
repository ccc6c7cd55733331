package org.translationjobs.pipeline;

import java.util.Locale;

/**
 * Reads fields into documents.
 *
 * @param locale
 *          of the source language, for the ends of sentences
 * @param budget
 *          characters that a segment has at most, where it can be cut
 */
record Documents(Locale locale, int budget) {
  /** A body may be HTML or plain text, which its content tells. */
  Document body(String text) {
    return HtmlDetection.isHtml(text) ? html(text) : plain(text);
  }

  Document html(String text) {
    var slots = new SlotsBuilder(text, Escaping.HTML, this);
    new HtmlRuns(text, slots).collect();
    return new Document(text, slots.slots());
  }

  Document plain(String text) {
    var slots = new SlotsBuilder(text, Escaping.PLAIN, this);
    new PlainRuns(text, slots).collect();
    return new Document(text, slots.slots());
  }

  /** A title is one segment, whatever characters are in it. */
  Document title(String text) {
    var slots = new SlotsBuilder(text, Escaping.PLAIN, this);
    new PlainRuns(text, slots).collectTitle();
    return new Document(text, slots.slots());
  }
}
