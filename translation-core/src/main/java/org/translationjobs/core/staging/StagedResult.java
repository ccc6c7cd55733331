package org.translationjobs.core.staging;

import org.translationjobs.core.text.TextHash;

/** Where a finished translation waits, and how it is known again. */
public sealed interface StagedResult {
  /** Hash of the staged bytes; of the UTF-8 form for a {@link Text}. */
  TextHash hash();

  /**
   * An object in a store.
   *
   * @param path
   *          goes to {@code result_path}
   */
  record Stored(String path, TextHash hash, StoreId store) implements StagedResult {}

  /**
   * A small result that lies in the subtask's row.
   *
   * @param text
   *          goes to {@code result_text}
   */
  record Text(String text, TextHash hash) implements StagedResult {}
}
