package org.translationjobs.runtime.tmx;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.TranslationMemory;

/**
 * The memory of a novel as TMX 1.4b, out and in. Thread-safe. Reads and writes a page at a time, so
 * that memory does not grow with the novel. See {@code docs/memory.md}.
 */
public final class MemoryExchange {
  private static final int PAGE = 500;

  private final TranslationMemory memory;
  private final String version;

  /** @param version of the program, for the header */
  public MemoryExchange(TranslationMemory memory, String version) {
    this.memory = memory;
    this.version = version;
  }

  /**
   * Writes what the memory has of a novel between two languages, as UTF-8. What is written to the
   * memory meanwhile may be there or not. The stream stays open.
   *
   * @return how many units that are
   * @throws org.translationjobs.core.UnavailableException
   *           when the memory cannot be reached; what was written so far is no whole document
   */
  public long export(NovelId novel, LanguagePair languages, OutputStream out) {
    var writer = new TmxWriter(out, languages, version);
    var units = 0L;
    Optional<MemoryKey> last = Optional.empty();
    while (true) {
      var page = memory.page(novel, languages, last, PAGE);
      page.forEach(writer::unit);
      units += page.size();
      if (page.size() < PAGE) {
        writer.end();
        return units;
      }
      last = Optional.of(page.getLast().entry().key());
    }
  }

  /**
   * Puts the translations of a file into the memory of a novel. The file is read twice: where it
   * cannot be read to its end, nothing is imported. Units that cannot be used are told and left out;
   * the others are written in pages, so that an error of the memory leaves some of them written.
   * Idempotent: to import again finishes what is missing.
   *
   * @param forEveryEngine
   *          whether also what this program wrote, and nobody changed since, is used for every engine
   * @throws TmxException
   *           when the file is no TMX or its XML is broken; nothing was imported
   * @throws IOException
   *           when the file cannot be read
   * @throws org.translationjobs.core.UnavailableException
   *           when the memory cannot be reached
   */
  public ImportReport importFrom(
      Path file, NovelId novel, LanguagePair languages, boolean forEveryEngine)
      throws IOException {
    try (var in = open(file); var reader = new TmxReader(in)) {
      while (reader.next().isPresent()) {
        // only to its end
      }
    }
    var pages = new TmxImport(memory, novel, languages, forEveryEngine);
    try (var in = open(file); var reader = new TmxReader(in)) {
      for (var unit = reader.next(); unit.isPresent(); unit = reader.next()) {
        pages.add(unit.get());
      }
    }
    return pages.end();
  }

  private static InputStream open(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }
}
