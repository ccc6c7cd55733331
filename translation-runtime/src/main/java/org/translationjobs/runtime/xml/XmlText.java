package org.translationjobs.runtime.xml;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Opens XML. Characters are decoded here where that is simple: of bytes that are none, the JDK's parser
 * writes a line of its own to standard error, which nothing turns off.
 */
public final class XmlText {
  private static final int HEAD = 400;
  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]*?\\bencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
  private static final String UTF_8_MARK = "\u00EF\u00BB\u00BF";

  private XmlText() {}

  /** @throws XMLStreamException when it does not begin as XML, or cannot be read */
  public static XMLStreamReader open(XMLInputFactory factory, InputStream in)
      throws XMLStreamException {
    try {
      var buffered = new BufferedInputStream(in, HEAD);
      buffered.mark(HEAD);
      var head = new String(buffered.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
      buffered.reset();
      var charset = charset(head);
      if (charset.isEmpty()) {
        return factory.createXMLStreamReader(buffered);
      }
      if (head.startsWith(UTF_8_MARK)) {
        buffered.skipNBytes(UTF_8_MARK.length());
      }
      return factory.createXMLStreamReader(
          new InputStreamReader(buffered, charset.get().newDecoder()));
    } catch (IOException e) {
      throw new XMLStreamException(e);
    }
  }

  /** Empty for the parser to find out: with two bytes to a character, or of a name nobody knows. */
  private static Optional<Charset> charset(String head) {
    var isWide = head.startsWith("\u00FE\u00FF") || head.startsWith("\u00FF\u00FE")
        || (head.indexOf('\0') >= 0 && head.indexOf('\0') < 4);
    if (isWide) {
      return Optional.empty();
    }
    var text = head.startsWith(UTF_8_MARK) ? head.substring(UTF_8_MARK.length()) : head;
    var named = ENCODING.matcher(text);
    try {
      return Optional.of(named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8)
          .filter(charset -> !charset.name().startsWith("UTF-16"));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /** What a person is told; without the parser's position, which has its own place. */
  public static String reason(XMLStreamException failure) {
    if (failure.getNestedException() instanceof CharacterCodingException) {
      return "it has bytes that are no characters in its encoding, which is UTF-8 where its first"
          + " line names no other";
    }
    var message = String.valueOf(failure.getMessage());
    var at = message.indexOf("Message: ");
    return at < 0 ? message : message.substring(at + "Message: ".length());
  }
}
