package org.translationjobs.pipeline;

import java.util.ArrayDeque;
import java.util.List;

/**
 * How the translation ended that stands before a chunk: what an engine that uses context is told, so
 * that names, pronouns and tone go on as they were.
 */
final class PrecedingTarget {
  private static final int SEGMENTS = 3;

  /** At most, for what is asked again. */
  private static final int CHARACTERS_OF_REPAIR = 300;

  /** At most, of all segments together. */
  static final int CHARACTERS = 600;

  private PrecedingTarget() {}

  /**
   * The last accepted answers of the same field in front of a question, at most three segments and
   * 600 characters, one a line, without markers; for what is asked again, 300 characters of the
   * one before it; empty when there is none, and for a question that is
   * not among them.
   *
   * @param questions
   *          of the whole text, in reading order
   */
  static String before(Question first, List<Question> questions, boolean isRepair) {
    var tail = new ArrayDeque<String>();
    var left = isRepair ? CHARACTERS_OF_REPAIR : CHARACTERS;
    var most = isRepair ? 1 : SEGMENTS;
    var at = questions.indexOf(first);
    for (var i = at - 1; i >= 0 && tail.size() < most && left > 0; i--) {
      var question = questions.get(i);
      if (question.kind() != first.kind()) {
        break;
      }
      if (question.isOpen()) {
        continue;
      }
      var text = Markers.strip(question.answer());
      if (text.length() > left && !tail.isEmpty()) {
        break;
      }
      tail.addFirst(end(text, left));
      left -= text.length() + 1;
    }
    return String.join("\n", tail);
  }

  /** The last characters of a text, from the beginning of a word on where it has words. */
  private static String end(String text, int characters) {
    if (text.length() <= characters) {
      return text;
    }
    var start = text.length() - characters;
    var space = text.indexOf(' ', start);
    if (space >= 0 && space < text.length() - characters / 2) {
      start = space + 1;
    } else if (Character.isLowSurrogate(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }
}
