package org.translationjobs.core.memory;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.translationjobs.core.engine.GlossaryTerm;
import org.translationjobs.core.engine.RequestContext.TextKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.run.Plan;

/**
 * The print of everything that changes an engine's answer to a segment: whatever else changes, the
 * answer may be used again.
 *
 * @param hex
 *          64 hexadecimal digits, lower case
 */
public record MemoryKey(String hex) {
  /** Changes when the same parts would be put together in another way. */
  private static final int VERSION = 1;
  /** The same for imported translations, out of the other's way. */
  private static final int IMPORTED_VERSION = -1;
  private static final int DIGITS = 64;

  /** @throws IllegalArgumentException when it is not 64 hexadecimal digits in lower case */
  public MemoryKey {
    if (hex.length() != DIGITS || !hex.chars().allMatch(MemoryKey::isDigit)) {
      throw new IllegalArgumentException("not the key of a memory: " + hex);
    }
  }

  /**
   * The key of a segment.
   *
   * @param plan
   *          of which the engine's parameters and the version of the prompt count
   * @param source
   *          as it is sent, with markers
   * @param terms
   *          of the glossary that stand in the segment, in any order
   * @param before
   *          the source in front of it, where the engine uses context; empty otherwise
   */
  public static MemoryKey of(
      String engine,
      Plan plan,
      LanguagePair languages,
      TextKind kind,
      SegmentFormat format,
      String source,
      List<GlossaryTerm> terms,
      String before) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      text(out, engine);
      var parameters = new TreeMap<>(plan.parametersOf(engine));
      out.writeInt(parameters.size());
      for (var parameter : parameters.entrySet()) {
        text(out, parameter.getKey());
        text(out, parameter.getValue());
      }
      out.writeInt(plan.promptVersion());
      text(out, languages.from());
      text(out, languages.to());
      text(out, kind.name());
      text(out, format.name());
      text(out, source);
      var sorted =
          terms.stream()
              .sorted(
                  Comparator.comparing(GlossaryTerm::source).thenComparing(GlossaryTerm::target))
              .toList();
      out.writeInt(sorted.size());
      for (var term : sorted) {
        text(out, term.source());
        text(out, term.target());
      }
      text(out, before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MemoryKey(HexFormat.of().formatHex(sha256().digest(bytes.toByteArray())));
  }

  /**
   * The key of a translation that a person imported: it holds for every engine, whatever stands in
   * front of the segment. Sources count as the same when they differ only in white space or in the way
   * accents are put together.
   *
   * @param source
   *          with markers, numbered from 1 in the order in which they come
   */
  public static MemoryKey imported(LanguagePair languages, String source) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(IMPORTED_VERSION);
      text(out, languages.from());
      text(out, languages.to());
      text(out, withSingleSpaces(Normalizer.normalize(source, Normalizer.Form.NFC)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MemoryKey(HexFormat.of().formatHex(sha256().digest(bytes.toByteArray())));
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  /** One space for each run of white space, none at the ends. Keys that are stored depend on every detail. */
  private static String withSingleSpaces(String text) {
    var single = new StringBuilder(text.length());
    var isBehindSpace = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (isWhiteSpace(c)) {
        isBehindSpace = true;
      } else {
        if (isBehindSpace) {
          single.append(' ');
        }
        single.append(c);
        isBehindSpace = false;
      }
    }
    return single.toString().strip();
  }

  /** As {@code [\s\p{Z}]}. */
  private static boolean isWhiteSpace(char c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r');
  }

  /** With its length in front, so that no two lists of texts look alike. */
  private static void text(DataOutputStream out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
