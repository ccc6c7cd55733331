package org.translationjobs.runtime.glossary;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.text.OneLine;
import org.translationjobs.runtime.glossary.GlossaryFile.Content;
import org.translationjobs.runtime.glossary.GlossaryFile.Problem;
import org.translationjobs.runtime.glossary.GlossaryFile.UnreadableException;
import org.translationjobs.runtime.xml.XmlText;

/**
 * TBX of versions 2 ({@code martif}) and 3 ({@code tbx}), of any dialect: of each entry the terms of
 * the two languages and its notes. No DTD is read and no entity resolved. One use, one thread.
 */
final class TbxReader {
  private static final String OTHER = "";

  private final LanguagePair languages;
  private final List<Term> terms = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private int passedOver;
  private @Nullable TbxEntry entry;

  TbxReader(LanguagePair languages) {
    this.languages = languages;
  }

  Content read(byte[] file) throws UnreadableException {
    try {
      var xml = XmlText.open(factory(), new ByteArrayInputStream(file));
      while (xml.next() != XMLStreamConstants.START_ELEMENT) {
        // a DTD, comments
      }
      if (!List.of("tbx", "martif").contains(xml.getLocalName())) {
        throw new UnreadableException(
            line(xml), "the file is not TBX: it begins with <" + xml.getLocalName()
                + ">, not with <tbx> or <martif>");
      }
      while (xml.hasNext()) {
        take(xml);
      }
    } catch (XMLStreamException e) {
      var line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      throw new UnreadableException(line, "the XML is broken: " + OneLine.of(XmlText.reason(e)));
    }
    return new Content(terms, problems, passedOver);
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private static int line(XMLStreamReader xml) {
    return xml.getLocation().getLineNumber();
  }

  private void take(XMLStreamReader xml) throws XMLStreamException {
    switch (xml.next()) {
      case XMLStreamConstants.START_ELEMENT -> start(xml);
      case XMLStreamConstants.END_ELEMENT -> {
        if (isEntry(xml.getLocalName())) {
          end();
        }
      }
      default -> {
      }
    }
  }

  private void start(XMLStreamReader xml) throws XMLStreamException {
    var name = xml.getLocalName();
    if (isEntry(name)) {
      entry = new TbxEntry(line(xml));
    }
    var open = entry;
    if (open == null) {
      return;
    }
    switch (name) {
      case "langSet", "langSec" -> open.language(
          Objects.requireNonNullElse(
              xml.getAttributeValue(XMLConstants.XML_NS_URI, "lang"), OTHER));
      case "term" -> open.term(content(xml));
      case "note" -> open.note(content(xml));
      case "descrip", "admin", "termNote" -> {
        var type = Objects.requireNonNullElse(xml.getAttributeValue(null, "type"), OTHER);
        open.category(type, content(xml));
      }
      // style DCT: the category is the element's name
      case TbxWriter.SUBJECT, "administrativeStatus" -> open.category(name, content(xml));
      default -> {
      }
    }
  }

  private static boolean isEntry(String name) {
    return name.equals("termEntry") || name.equals("conceptEntry");
  }

  /** All text in an element, whatever stands in it, on one line. */
  private static String content(XMLStreamReader xml) throws XMLStreamException {
    var text = new StringBuilder();
    for (var depth = 1; depth > 0;) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
        case XMLStreamConstants.ENTITY_REFERENCE -> throw new XMLStreamException(
            "the entity '" + xml.getLocalName() + "' is not resolved", xml.getLocation());
        default -> {
        }
      }
    }
    return text.toString().strip().replaceAll("\\s*[\\r\\n]\\s*", " ");
  }

  private void end() {
    var done = Objects.requireNonNull(entry);
    entry = null;
    var sources = done.terms(languages.from());
    var targets = done.terms(languages.to());
    if (sources.isEmpty() || targets.isEmpty()) {
      passedOver++;
      return;
    }
    for (var source : sources) {
      try {
        terms.add(done.with(source, targets.getFirst()));
      } catch (IllegalArgumentException e) {
        problems.add(new Problem(done.line(), String.valueOf(e.getMessage())));
        return;
      }
    }
  }

  /** Of two language tags: the primary language, where nothing better fits. */
  static Optional<String> primary(String tag) {
    var language = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
    return language.isEmpty() ? Optional.empty() : Optional.of(language);
  }
}
