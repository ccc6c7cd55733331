package org.translationjobs.pipeline;

/**
 * A piece of HTML source as a browser's tokenizer sees it.
 *
 * @param name
 *          of the element in lower case; empty unless it is a tag
 * @param start
 *          offset of its first character in the source
 * @param end
 *          offset behind its last character
 */
record HtmlToken(Kind kind, String name, int start, int end) {
  enum Kind {
    TEXT, START_TAG, END_TAG,
    /** A comment, a declaration, or a broken rest that browsers drop. */
    HIDDEN
  }

  boolean isTag() {
    return kind == Kind.START_TAG || kind == Kind.END_TAG;
  }
}
