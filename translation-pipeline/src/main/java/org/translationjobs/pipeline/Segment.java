package org.translationjobs.pipeline;

import org.translationjobs.core.engine.RequestContext.TextKind;

/**
 * What has to come back exactly once.
 *
 * @param id
 *          unique within the source text
 * @param field
 *          the name of the field it stands in
 * @param number
 *          its place in that field, from 1
 */
record Segment(int id, String field, TextKind kind, int number, MarkedText text) {
  static final String TITLE = "title";

  /** What the engine is to translate. */
  String source() {
    return text.marked();
  }

  /** How messages call it. */
  String label() {
    return label(field, number);
  }

  /** How messages call the segment with that place in a field. */
  static String label(String field, int number) {
    return field.equals(TITLE) ? field : field + " segment " + number;
  }
}
