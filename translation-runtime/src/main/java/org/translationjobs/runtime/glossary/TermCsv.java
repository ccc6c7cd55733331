package org.translationjobs.runtime.glossary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.runtime.glossary.GlossaryFile.Content;
import org.translationjobs.runtime.glossary.GlossaryFile.Problem;
import org.translationjobs.runtime.glossary.GlossaryFile.UnreadableException;

/** Terms as rows, with the names of the columns in the first one. */
final class TermCsv {
  private static final List<String> COLUMNS =
      List.of("source", "target", "kind", "note", "locked", "origin");
  private static final String BOM = "\uFEFF";

  private TermCsv() {}

  static byte[] write(List<Term> terms) {
    var rows = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
    for (var term : terms) {
      rows.append(
          Stream.of(
              term.source(), term.target(), lower(term.kind()), term.note(),
              term.locked() ? "yes" : "no", lower(term.origin()))
              .map(TermCsv::field)
              .collect(Collectors.joining(",")))
          .append("\r\n");
    }
    return rows.toString().getBytes(UTF_8);
  }

  /** In quotes also where a reader would take spaces off, or take a semicolon for a separator. */
  private static String field(String text) {
    var isPlain = text.equals(text.strip()) && text.chars()
        .noneMatch(c -> ",;\t\"\r\n".indexOf(
            c) >= 0);
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static Content read(byte[] file) throws UnreadableException {
    var text = text(file);
    var rows = CsvRows.of(text, separator(text));
    if (rows.isEmpty()) {
      throw new UnreadableException(1, "the file is empty; its first line has the columns "
          + String.join(",", COLUMNS));
    }
    var header = rows.getFirst();
    var columns = columns(header);
    var terms = new ArrayList<Term>();
    var problems = new ArrayList<Problem>();
    for (var row : rows.subList(1, rows.size())) {
      try {
        terms.add(term(row, columns, header.fields().size()));
      } catch (IllegalArgumentException e) {
        problems.add(new Problem(row.line(), String.valueOf(e.getMessage())));
      }
    }
    return new Content(terms, problems, 0);
  }

  private static String text(byte[] file) throws UnreadableException {
    try {
      var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return text.startsWith(BOM) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnreadableException(
          lineOfDamage(file), "the file is not UTF-8; save it as 'CSV UTF-8'");
    }
  }

  private static int lineOfDamage(byte[] file) {
    var decoded = new String(file, UTF_8);
    var damage = Math.max(0, decoded.indexOf('\uFFFD'));
    return 1 + (int) decoded.substring(0, damage).chars().filter(c -> c == '\n').count();
  }

  /** Spreadsheets of many countries write semicolons; the header tells. */
  private static char separator(String text) {
    var header = text.lines().findFirst().orElse("");
    return header.indexOf(',') >= 0 ? ',' : header.indexOf(';') >= 0 ? ';'
        : header.indexOf('\t') >= 0 ? '\t'
        : ',';
  }

  private static Map<String, Integer> columns(CsvRows.Row header) throws UnreadableException {
    var columns = new HashMap<String, Integer>();
    for (var i = 0; i < header.fields().size(); i++) {
      var name = header.fields().get(i).strip().toLowerCase(Locale.ROOT);
      if (!COLUMNS.contains(name)) {
        throw new UnreadableException(
            header.line(), "there is no column '" + name + "'; the first line has the names of the"
                + " columns, of which source and target are needed: " + String.join(",", COLUMNS));
      }
      if (columns.put(name, i) != null) {
        throw new UnreadableException(header.line(), "the column '" + name + "' stands twice");
      }
    }
    for (var needed : COLUMNS.subList(0, 2)) {
      if (!columns.containsKey(needed)) {
        throw new UnreadableException(header.line(), "the column '" + needed + "' is missing");
      }
    }
    return columns;
  }

  private static Term term(CsvRows.Row row, Map<String, Integer> columns, int width) {
    if (row.fields().size() != width) {
      throw new IllegalArgumentException(
          "it has " + row.fields().size() + " fields, the first line has " + width);
    }
    return new Term(
        value(row, columns, "source"),
        value(row, columns, "target"),
        TermWords.kind(value(row, columns, "kind")),
        value(row, columns, "note"),
        TermWords.locked(value(row, columns, "locked")),
        TermWords.origin(value(row, columns, "origin")));
  }

  private static String value(CsvRows.Row row, Map<String, Integer> columns, String name) {
    var column = columns.get(name);
    return column == null ? "" : row.fields().get(column);
  }
}
