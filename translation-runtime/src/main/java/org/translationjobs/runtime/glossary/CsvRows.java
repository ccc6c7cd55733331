package org.translationjobs.runtime.glossary;

import java.util.ArrayList;
import java.util.List;
import org.translationjobs.runtime.glossary.GlossaryFile.UnreadableException;

/**
 * Rows of RFC 4180: fields with separators, quotes or line breaks stand in quotes, quotes in them
 * twice. Lines end with CR, LF or both. One use, one thread.
 */
final class CsvRows {
  private final String text;
  private final char separator;
  private final List<Row> rows = new ArrayList<>();
  private int at;
  private int line = 1;

  private CsvRows(String text, char separator) {
    this.text = text;
    this.separator = separator;
  }

  /** @param line on which it begins */
  record Row(int line, List<String> fields) {
    Row {
      fields = List.copyOf(fields);
    }
  }

  /** Without empty lines. */
  static List<Row> of(String text, char separator) throws UnreadableException {
    var reading = new CsvRows(text, separator);
    while (reading.at < text.length()) {
      reading.row();
    }
    return reading.rows;
  }

  private void row() throws UnreadableException {
    var begin = line;
    var fields = new ArrayList<String>();
    fields.add(field());
    while (at < text.length() && text.charAt(at) == separator) {
      at++;
      fields.add(field());
    }
    endLine();
    if (fields.size() > 1 || !fields.getFirst().isBlank()) {
      rows.add(new Row(begin, fields));
    }
  }

  private String field() throws UnreadableException {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    var begin = at;
    while (at < text.length() && !isEnd(text.charAt(at))) {
      if (text.charAt(at) == '"') {
        throw new UnreadableException(
            line, "a quote within a field that does not begin with one; put the field in quotes"
                + " and write the quote twice");
      }
      at++;
    }
    return text.substring(begin, at);
  }

  private String quoted() throws UnreadableException {
    var begin = line;
    var field = new StringBuilder();
    at++;
    while (at < text.length()) {
      var c = text.charAt(at++);
      if (c != '"') {
        line += isLineEnd(c) ? 1 : 0;
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append('"');
        at++;
      } else if (at == text.length() || isEnd(text.charAt(at))) {
        return field.toString();
      } else {
        throw new UnreadableException(line, "something stands behind the closing quote of a field");
      }
    }
    throw new UnreadableException(begin, "a field in quotes that begins here has no closing quote");
  }

  /** The first of CR and LF does not count where both stand. */
  private boolean isLineEnd(char c) {
    return c == '\n' || (c == '\r' && (at == text.length() || text.charAt(at) != '\n'));
  }

  private boolean isEnd(char c) {
    return c == separator || c == '\n' || c == '\r';
  }

  private void endLine() {
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
      if (at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      line++;
    } else if (at < text.length()) {
      at++;
      line++;
    }
  }
}
