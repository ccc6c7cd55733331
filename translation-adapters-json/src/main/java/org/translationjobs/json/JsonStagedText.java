package org.translationjobs.json;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.staging.StagedText;
import org.translationjobs.core.text.EncodedText;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.text.TranslatedText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/**
 * The guide's JSON. What no database column can hold, NUL and halves of surrogate pairs, is written
 * escaped, so that nothing is replaced in silence, and refused when it is read back. Without state,
 * and so thread-safe.
 */
public final class JsonStagedText implements StagedText {
  private static final String TITLE = "title";
  private static final String SOURCE_HASH = "source_hash";
  private static final String ENGINE = "engine";

  @Override
  public byte[] write(EntityType type, TranslatedText text, TextHash source, String engine) {
    var json = new ByteArrayOutputStream(estimate(text));
    try (var generator = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), json)) {
      generator.writeStartObject();
      writeText(generator, TITLE, text.title());
      writeText(generator, body(type), text.body());
      generator.writeStringProperty(SOURCE_HASH, source.hex());
      writeText(generator, ENGINE, engine);
      generator.writeEndObject();
    }
    return json.toByteArray();
  }

  @Override
  public Read read(EntityType type, byte[] json) {
    try (var parser = Json.FACTORY.createParser(ObjectReadContext.empty(), json)) {
      return parse(type, parser);
    } catch (JacksonException e) {
      return new Read.Unreadable(Json.notJson(e));
    } catch (Unacceptable e) {
      return new Read.Unreadable(e.reason);
    }
  }

  private static Read parse(EntityType type, JsonParser parser) throws Unacceptable {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new Unacceptable("not a JSON object");
    }
    var title = new Field(TITLE);
    var body = new Field(body(type));
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      title.readIf(name, parser, value);
      body.readIf(name, parser, value);
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      throw new Unacceptable("more than one JSON value");
    }
    title.mustBeThere();
    if (type == EntityType.CHAPTER) {
      body.mustBeThere();
    }
    return new Read.Text(new TranslatedText(title.text, body.text));
  }

  private static String body(EntityType type) {
    return type == EntityType.CHAPTER ? "content" : "description";
  }

  private static int estimate(TranslatedText text) {
    return 200 + length(text.title()) + length(text.body());
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length() + text.length() / 8;
  }

  private static void writeText(JsonGenerator generator, String name, @Nullable String text) {
    generator.writeName(name);
    if (text == null) {
      generator.writeNull();
    } else {
      generator.writeString(text);
    }
  }

  /** One of the two fields that matter, as far as it was read. */
  private static final class Field {
    private final String name;
    private boolean seen;
    private @Nullable String text;

    Field(String name) {
      this.name = name;
    }

    void readIf(String found, JsonParser parser, @Nullable JsonToken value) throws Unacceptable {
      if (!found.equals(name)) {
        return;
      }
      if (seen) {
        throw new Unacceptable(name + " stands in it twice");
      }
      seen = true;
      if (value == JsonToken.VALUE_STRING) {
        text = storable(parser.getString());
      } else if (value != JsonToken.VALUE_NULL) {
        throw new Unacceptable("its " + name + " is neither text nor null");
      }
    }

    void mustBeThere() throws Unacceptable {
      if (!seen) {
        throw new Unacceptable("it has no " + name);
      }
    }

    private String storable(String read) throws Unacceptable {
      if (read.indexOf('\0') >= 0) {
        throw new Unacceptable("its " + name + " contains a NUL character");
      }
      if (EncodedText.hasHalfSurrogatePair(read)) {
        throw new Unacceptable("its " + name + " contains half of a surrogate pair");
      }
      return read;
    }
  }

  /** Ends the reading; kept inside this class. */
  private static final class Unacceptable extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    Unacceptable(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
