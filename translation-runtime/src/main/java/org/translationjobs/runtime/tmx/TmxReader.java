package org.translationjobs.runtime.tmx;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.translationjobs.core.text.OneLine;
import org.translationjobs.runtime.xml.XmlText;

/**
 * Reads the units of a TMX file one after the other, of any version from 1.1 on. Memory does not grow
 * with the file. A DTD is passed over, no entity of it is replaced and nothing else is loaded. Used by
 * one thread.
 */
final class TmxReader implements AutoCloseable {
  /** A language variant that is longer cannot be a segment of a novel. */
  private static final int LONGEST = 200_000;
  private static final int MOST_VARIANTS = 1_000;
  private static final int MOST_PROPERTIES = 1_000;
  private static final int LONGEST_REASON = 160;

  private final XMLStreamReader xml;
  private int units;

  /** @throws TmxException when it is no XML or no TMX */
  TmxReader(InputStream in) {
    try {
      xml = XmlText.open(factory(), in);
      if (!toStart() || !xml.getLocalName().equals("tmx")) {
        throw new TmxException("it is not TMX: its first element is not <tmx>");
      }
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    // sums over the whole file, which would end a long one; what one unit may have is bounded here
    for (var limit : List.of("totalEntitySizeLimit", "maxGeneralEntitySizeLimit")) {
      factory.setProperty("jdk.xml." + limit, "0");
    }
    return factory;
  }

  /**
   * The next unit; empty at the end of the file.
   *
   * @throws TmxException
   *           where the XML is broken, or ends too early
   */
  Optional<TmxUnit> next() {
    try {
      while (toStart()) {
        if (xml.getLocalName().equals("tu")) {
          return Optional.of(unit());
        }
      }
      return Optional.empty();
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  private boolean toStart() throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT) {
        return true;
      }
    }
    return false;
  }

  private TmxUnit unit() throws XMLStreamException {
    units++;
    var line = xml.getLocation().getLineNumber();
    var id = attribute("tuid");
    var properties = new HashMap<String, List<String>>();
    var numberOfProperties = 0;
    var propertyLength = 0L;
    var variants = new ArrayList<TmxUnit.Variant>();
    var problem = "";
    while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("tu")) {
      if (!xml.isStartElement()) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "prop" -> {
          var isKept = ++numberOfProperties <= MOST_PROPERTIES && propertyLength <= LONGEST;
          propertyLength += property(isKept ? properties : new HashMap<>());
          if (numberOfProperties > MOST_PROPERTIES || propertyLength > LONGEST) {
            problem = "it has more than " + MOST_PROPERTIES + " <prop>, or " + LONGEST
                + " characters in them";
          }
        }
        case "tuv" -> {
          var content = new SegmentContent();
          var lang = lang();
          variant(content);
          if (content.length() > LONGEST) {
            problem = "a text of it is longer than " + LONGEST + " characters";
          } else if (lang.isEmpty()) {
            problem = "a <tuv> of it has no language";
          } else if (!content.problem().isEmpty()) {
            problem = content.problem();
          } else if (variants.size() < MOST_VARIANTS) {
            variants.add(new TmxUnit.Variant(lang, content.pieces()));
          }
        }
        default -> {
        }
      }
    }
    return new TmxUnit(units, line, id, properties, variants, problem);
  }

  /** Returns how long its value is. */
  private int property(Map<String, List<String>> properties) throws XMLStreamException {
    var type = attribute("type");
    var value = new StringBuilder();
    for (var depth = 1; depth > 0;) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (value.length() < LONGEST) {
            value.append(xml.getText());
          }
        }
        default -> {
        }
      }
    }
    properties.computeIfAbsent(type, t -> new ArrayList<>()).add(value.toString());
    return value.length();
  }

  /** As far as the end of the variant; its first {@code seg} counts. */
  private void variant(SegmentContent content) throws XMLStreamException {
    var isInSegment = false;
    var wasThere = false;
    while (true) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (isInSegment) {
            content.start(xml.getLocalName(), this::attribute);
          } else if (xml.getLocalName().equals("seg") && !wasThere) {
            isInSegment = true;
            wasThere = true;
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (xml.getLocalName().equals("tuv")) {
            return;
          }
          if (xml.getLocalName().equals("seg")) {
            isInSegment = false;
          } else if (isInSegment) {
            content.end(xml.getLocalName());
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (isInSegment && content.length() <= LONGEST) {
            content.text(xml.getText());
          }
        }
        case XMLStreamConstants.ENTITY_REFERENCE -> {
          if (isInSegment) {
            content.refuse("it has the entity &" + xml.getLocalName()
                + ";, which XML does not know");
          }
        }
        default -> {
        }
      }
    }
  }

  /** Before version 1.4 the attribute had no namespace. */
  private String lang() {
    var lang = xml.getAttributeValue("http://www.w3.org/XML/1998/namespace", "lang");
    return lang == null ? attribute("lang") : lang.strip();
  }

  private String attribute(String name) {
    return Objects.requireNonNullElse(xml.getAttributeValue(null, name), "").strip();
  }

  private TmxException broken(XMLStreamException e) {
    var line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
    return new TmxException(
        String.format(
            Locale.ROOT, "its XML is broken%s: %s", line > 0 ? " in line " + line : "",
            OneLine.of(XmlText.reason(e), LONGEST_REASON)),
        e);
  }

  @Override
  public void close() {
    try {
      xml.close();
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }
}
