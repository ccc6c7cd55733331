package org.translationjobs.runtime.glossary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.LanguagePair;

/**
 * The forms of glossaries in files. What is written and read again is the same: source, target, kind,
 * note, lock and origin. Pure; holds a file in memory.
 */
public enum GlossaryFile {
  /** RFC 4180 in UTF-8, with a header; what spreadsheets read and write. */
  CSV {
    @Override
    public byte[] write(List<Term> terms, LanguagePair languages) {
      return TermCsv.write(terms);
    }

    @Override
    Content parse(byte[] file, LanguagePair languages) throws UnreadableException {
      return TermCsv.read(file);
    }
  },
  /** ISO 30042: {@code tbx} (version 3) is written, {@code martif} (version 2) read as well. */
  TBX {
    @Override
    public byte[] write(List<Term> terms, LanguagePair languages) {
      return TbxWriter.write(terms, languages);
    }

    @Override
    Content parse(byte[] file, LanguagePair languages) throws UnreadableException {
      return new TbxReader(languages).read(file);
    }
  };

  /**
   * @throws IllegalArgumentException
   *           when a term has a character that the form has no place for
   */
  public abstract byte[] write(List<Term> terms, LanguagePair languages);

  abstract Content parse(byte[] file, LanguagePair languages) throws UnreadableException;

  /** Reads all of a file or says everything that is wrong with it. */
  public Content read(byte[] file, LanguagePair languages) {
    try {
      return parse(file, languages);
    } catch (UnreadableException e) {
      return new Content(List.of(), List.of(e.problem()), 0);
    }
  }

  /** By the ending of a file's name. */
  public static Optional<GlossaryFile> of(String fileName) {
    var name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".xml")
        ? Optional.of(TBX)
        : Arrays.stream(values()).filter(form -> name.endsWith("." + form)).findFirst();
  }

  /** As options spell it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a file has.
   *
   * @param terms
   *          as they stand, also twice; use them only without problems
   * @param problems
   *          in the order of their lines
   * @param passedOver
   *          entries without a term in one of the two languages
   */
  public record Content(List<Term> terms, List<Problem> problems, int passedOver) {
    public Content {
      terms = List.copyOf(terms);
      problems = List.copyOf(problems);
    }
  }

  /**
   * What is wrong with a file.
   *
   * @param line
   *          from 1, where the row or entry begins
   */
  public record Problem(int line, String reason) {
    @Override
    public String toString() {
      return "line " + line + ": " + reason;
    }
  }

  /** Nothing after this place can be read. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    UnreadableException(int line, String reason) {
      super("line " + line + ": " + reason);
      this.problem = new Problem(line, reason);
    }

    Problem problem() {
      return problem;
    }
  }
}
