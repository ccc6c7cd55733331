package org.translationjobs.core.engine;

import java.util.List;

/**
 * What an engine that uses context may be told beside the text itself.
 *
 * @param kind
 *          which field the segments come from
 * @param synopsis
 *          what the novel is about; empty when unknown
 * @param characters
 *          one line for each character, with gender; empty when unknown
 * @param precedingTarget
 *          the tail of the translation so far, within the same chapter; empty at its start
 */
public record RequestContext(
    TextKind kind, String synopsis, List<String> characters, String precedingTarget) {
  public RequestContext {
    characters = List.copyOf(characters);
  }

  public static RequestContext of(TextKind kind) {
    return new RequestContext(kind, "", List.of(), "");
  }

  /** Which field a segment comes from. */
  public enum TextKind {
    TITLE, DESCRIPTION, CONTENT,
    /**
     * Not to be translated: the answer to each segment lists the names and terms in it. Only for engines
     * that find terms.
     */
    TERMS
  }
}
