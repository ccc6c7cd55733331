package org.translationjobs.runtime.glossary;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.LanguagePair;

/** TBX version 3 in the style DCA: what TBX-Basic has, and our lock and origin as categories of our own. */
final class TbxWriter {
  static final String NAMESPACE = "urn:iso:std:iso:30042:ed-2";
  static final String SUBJECT = "subjectField";
  static final String CHARACTER = "character";
  static final String LOCKED = "x-locked";
  static final String ORIGIN = "x-origin";

  private final XMLStreamWriter xml;

  private TbxWriter(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static byte[] write(List<Term> terms, LanguagePair languages) {
    terms.forEach(TbxWriter::check);
    var bytes = new ByteArrayOutputStream();
    try {
      var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
      new TbxWriter(xml).document(terms, languages);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML that cannot be written into memory", e);
    }
    return bytes.toByteArray();
  }

  private static void check(Term term) {
    Stream.of(term.source(), term.target(), term.note())
        .filter(text -> !text.codePoints().allMatch(TbxWriter::isAllowed))
        .findFirst()
        .ifPresent(text -> {
          throw new IllegalArgumentException(
              "the term '" + term.source() + "' has a character that XML has no place for; export"
                  + " it as CSV or remove it");
        });
  }

  private static boolean isAllowed(int c) {
    return c == '\t' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
  }

  private void document(List<Term> terms, LanguagePair languages) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    xml.writeStartElement("tbx");
    xml.writeDefaultNamespace(NAMESPACE);
    xml.writeAttribute("type", "TBX-Basic");
    xml.writeAttribute("style", "dca");
    xml.writeAttribute("xml:lang", tag(languages.from()));
    line(1);
    start("tbxHeader", "fileDesc", "sourceDesc");
    text("p", "The glossary of a novel, from translation-jobs");
    end(3);
    line(1);
    start("text", "body");
    for (var i = 0; i < terms.size(); i++) {
      entry("c" + (i + 1), terms.get(i), languages);
    }
    line(1);
    end(2);
    line(0);
    xml.writeEndDocument();
    xml.writeCharacters("\n");
  }

  private void entry(String id, Term term, LanguagePair languages) throws XMLStreamException {
    line(2);
    xml.writeStartElement("conceptEntry");
    xml.writeAttribute("id", id);
    if (term.kind() == Term.Kind.CHARACTER) {
      typed("descrip", SUBJECT, CHARACTER);
    }
    if (term.locked()) {
      typed("admin", LOCKED, "yes");
    }
    typed("admin", ORIGIN, term.origin().name().toLowerCase(Locale.ROOT));
    if (!term.note().isEmpty()) {
      line(3);
      text("note", term.note());
    }
    term(languages.from(), term.source());
    term(languages.to(), term.target());
    line(2);
    end(1);
  }

  private void typed(String element, String type, String value) throws XMLStreamException {
    line(3);
    xml.writeStartElement(element);
    xml.writeAttribute("type", type);
    xml.writeCharacters(value);
    end(1);
  }

  private void term(String language, String term) throws XMLStreamException {
    line(3);
    xml.writeStartElement("langSec");
    xml.writeAttribute("xml:lang", tag(language));
    start("termSec");
    text("term", term);
    end(2);
  }

  private void text(String element, String text) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeCharacters(text);
    end(1);
  }

  private void start(String... elements) throws XMLStreamException {
    for (var element : elements) {
      xml.writeStartElement(element);
    }
  }

  private void end(int elements) throws XMLStreamException {
    for (var i = 0; i < elements; i++) {
      xml.writeEndElement();
    }
  }

  private void line(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  private static String tag(String language) {
    return language.replace('_', '-');
  }
}
