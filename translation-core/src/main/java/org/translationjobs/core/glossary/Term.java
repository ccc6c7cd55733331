package org.translationjobs.core.glossary;

/**
 * A name or term of a novel and its translation.
 *
 * @param source
 *          as it stands in the text, never blank; one glossary has it once
 * @param target
 *          never blank
 * @param note
 *          for engines that read, such as the gender of a character; empty when there is none
 * @param locked
 *          whether only a person who asks for it changes it
 */
public record Term(
    String source, String target, Kind kind, String note, boolean locked, Origin origin) {
  /**
   * @throws IllegalArgumentException
   *           when source or target are blank, or one of the three has a line break
   */
  public Term {
    source = line("source", source);
    target = line("target", target);
    note = note.strip();
    if (source.isEmpty() || target.isEmpty()) {
      throw new IllegalArgumentException("a term needs a source and a target");
    }
    if (note.lines().count() > 1) {
      throw new IllegalArgumentException("the note of the term '" + source + "' has a line break");
    }
  }

  private static String line(String what, String text) {
    var stripped = text.strip();
    if (stripped.lines().count() > 1) {
      throw new IllegalArgumentException("the " + what + " of a term has a line break: "
          + stripped);
    }
    return stripped;
  }

  /** The same, locked or not. */
  public Term withLocked(boolean isLocked) {
    return new Term(source, target, kind, note, isLocked, origin);
  }

  /** What a term names. */
  public enum Kind {
    /** Any word or name. */
    TERM,
    /** A person of the novel, of whom engines with context are told in every request. */
    CHARACTER
  }

  /** Who made it. */
  public enum Origin {
    PERSON, IMPORT, EXTRACTION
  }
}
