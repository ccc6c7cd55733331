package org.translationjobs.pipeline;

import java.util.List;

/** Takes the inline runs of a text in the order in which they stand. */
interface RunSink {
  /**
   * @param pieces
   *          without gaps; to be copied if kept
   * @param heading
   *          whether they stand where a number alone may be a heading
   */
  void add(List<Piece> pieces, boolean heading);
}
