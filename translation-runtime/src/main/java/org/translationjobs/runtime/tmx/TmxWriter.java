package org.translationjobs.runtime.tmx;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.memory.Remembered;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.pipeline.Marker;
import org.translationjobs.pipeline.Markers;

/** Writes TMX 1.4b in UTF-8, unit by unit. Used by one thread. */
final class TmxWriter {
  static final String TOOL = "translation-jobs";
  static final String ENGINE = "x-engine";
  static final String ENTITY = "x-entity";
  static final String WARNING = "x-warning";
  static final String PRINT = "x-print";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final XMLStreamWriter xml;
  private final LanguagePair languages;

  /** Begins the document. */
  TmxWriter(OutputStream out, LanguagePair languages, String version) {
    this.languages = languages;
    try {
      xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(
                  new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
      xml.writeStartDocument("UTF-8", "1.0");
      line();
      xml.writeStartElement("tmx");
      xml.writeAttribute("version", "1.4");
      line();
      header(version);
      line();
      xml.writeStartElement("body");
      line();
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  private void header(String version) throws XMLStreamException {
    xml.writeEmptyElement("header");
    xml.writeAttribute("creationtool", TOOL);
    xml.writeAttribute("creationtoolversion", version);
    xml.writeAttribute("segtype", "paragraph");
    xml.writeAttribute("o-tmf", TOOL);
    xml.writeAttribute("adminlang", "en");
    xml.writeAttribute("srclang", tag(languages.from()));
    xml.writeAttribute("datatype", "plaintext");
  }

  /** One unit, on lines of its own. */
  void unit(Remembered remembered) {
    var entry = remembered.entry();
    try {
      xml.writeStartElement("tu");
      xml.writeAttribute("tuid", entry.key().hex());
      xml.writeAttribute("creationdate", date(remembered.since()));
      line();
      property(ENGINE, entry.engine());
      property(ENTITY, entry.entity().type().columnValue() + ":" + entry.entity().id());
      property(PRINT, print(entry.source(), entry.target()));
      for (var warning : entry.warnings()) {
        property(WARNING, warning);
      }
      variant(languages.from(), entry.source());
      variant(languages.to(), entry.target());
      xml.writeEndElement();
      line();
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  /** By which a later change of either text is noticed. */
  static String print(String source, String target) {
    return TextHash.of(source, target).hex().substring(0, 16);
  }

  static String date(Instant time) {
    return DATE.format(time);
  }

  private void property(String type, String value) throws XMLStreamException {
    xml.writeStartElement("prop");
    xml.writeAttribute("type", type);
    text(value, false);
    xml.writeEndElement();
    line();
  }

  private void variant(String lang, String text) throws XMLStreamException {
    xml.writeStartElement("tuv");
    xml.writeAttribute("xml:lang", tag(lang));
    xml.writeStartElement("seg");
    for (var part : Markers.split(text)) {
      switch (part) {
        case Markers.Text(var plain) -> text(plain, true);
        case Markers.Mark(var marker) -> marker(marker);
      }
    }
    xml.writeEndElement();
    xml.writeEndElement();
    line();
  }

  private void marker(Marker marker) throws XMLStreamException {
    var number = Integer.toString(marker.number());
    switch (marker.kind()) {
      case OPEN -> {
        xml.writeEmptyElement("bpt");
        xml.writeAttribute("i", number);
        xml.writeAttribute("x", number);
      }
      case CLOSE -> {
        xml.writeEmptyElement("ept");
        xml.writeAttribute("i", number);
      }
      case POINT -> {
        xml.writeEmptyElement("ph");
        xml.writeAttribute("x", number);
      }
    }
  }

  /**
   * A carriage return as a reference, because readers make a line feed of it; characters that XML
   * cannot have as a {@code ph} that says which one.
   */
  private void text(String text, boolean inSegment) throws XMLStreamException {
    var plain = new StringBuilder();
    for (var at = 0; at < text.length();) {
      var codePoint = text.codePointAt(at);
      at += Character.charCount(codePoint);
      if (codePoint == '\r') {
        flush(plain);
        xml.writeEntityRef("#13");
      } else if (isXml(codePoint)) {
        plain.appendCodePoint(codePoint);
      } else if (inSegment) {
        flush(plain);
        xml.writeEmptyElement("ph");
        xml.writeAttribute(
            "type",
            SegmentContent.CHARACTER + HexFormat.of().withUpperCase().toHexDigits(codePoint, 6));
      } else {
        plain.append('\uFFFD');
      }
    }
    flush(plain);
  }

  private void flush(StringBuilder plain) throws XMLStreamException {
    if (!plain.isEmpty()) {
      xml.writeCharacters(plain.toString());
      plain.setLength(0);
    }
  }

  private static boolean isXml(int codePoint) {
    return codePoint >= 0x20 ? codePoint <= 0xD7FF || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
        || codePoint >= 0x10000
        : codePoint == '\t' || codePoint == '\n';
  }

  private static String tag(String lang) {
    return lang.replace('_', '-');
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  /** Ends the document; the stream stays open. */
  void end() {
    try {
      xml.writeEndElement();
      line();
      xml.writeEndElement();
      line();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  private static TmxException failed(XMLStreamException e) {
    return new TmxException("it cannot be written: " + e.getMessage(), e);
  }
}
