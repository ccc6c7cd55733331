package org.translationjobs.cli.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.core.submission.NovelText.ChapterText;
import org.translationjobs.core.submission.NovelText.VolumeText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads a novel from a JSON file: slug, lang, title, description, volumes with their chapters. */
public final class NovelFile {
  private static final JsonFactory FACTORY = JsonFactory.builder()
      .streamReadConstraints(
          StreamReadConstraints.builder()
              .maxStringLength(Integer.MAX_VALUE)
              .maxNestingDepth(100)
              .build())
      .build();

  private final Path file;

  private NovelFile(Path file) {
    this.file = file;
  }

  /**
   * @throws CliFailure
   *           saying what is wrong with the file, and where
   */
  public static NovelText read(Path file) {
    return new NovelFile(file).read();
  }

  private NovelText read() {
    var novel = object(document(), "the document");
    return new NovelText(
        text(novel, "slug", "the novel"),
        text(novel, "lang", "the novel"),
        text(novel, "title", "the novel"),
        optionalText(novel, "description", "the novel"),
        volumes(novel));
  }

  private List<VolumeText> volumes(Map<?, ?> novel) {
    var volumes = new ArrayList<VolumeText>();
    for (var element : list(novel, "volumes", "the novel")) {
      var where = "volume " + (volumes.size() + 1);
      var volume = object(element, where);
      volumes.add(new VolumeText(
          text(volume, "title", where), optionalText(volume, "description", where),
          chapters(volume, where)));
    }
    return volumes;
  }

  private List<ChapterText> chapters(Map<?, ?> volume, String inVolume) {
    var chapters = new ArrayList<ChapterText>();
    for (var element : list(volume, "chapters", inVolume)) {
      var where = inVolume + ", chapter " + (chapters.size() + 1);
      var chapter = object(element, where);
      var seq = chapter.get("seq");
      if (seq != null && !(seq instanceof Integer)) {
        throw wrong(where + ": 'seq' is not a whole number");
      }
      chapters.add(new ChapterText(
          seq instanceof Integer number ? number : chapters.size() + 1,
          text(chapter, "title", where), text(chapter, "content", where)));
    }
    return chapters;
  }

  private @Nullable Object document() {
    if (Files.isDirectory(file)) {
      throw wrong("it is a folder");
    }
    try (var in = Files.newInputStream(file);
        var parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
      parser.nextToken();
      var document = value(parser);
      if (parser.nextToken() != null) {
        throw wrong("there is more after the first JSON value");
      }
      return document;
    } catch (java.nio.file.NoSuchFileException e) {
      throw wrong("there is no such file");
    } catch (IOException e) {
      throw wrong("it cannot be read: " + e.getMessage());
    } catch (JacksonException e) {
      var place = e.getLocation();
      throw wrong("it is not JSON"
          + (place == null ? ""
              : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")"));
    }
  }

  private @Nullable Object value(JsonParser parser) {
    var token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      var object = new LinkedHashMap<String, @Nullable Object>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName();
        parser.nextToken();
        object.put(name, value(parser));
      }
      return object;
    }
    if (token == JsonToken.START_ARRAY) {
      var list = new ArrayList<@Nullable Object>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(value(parser));
      }
      return list;
    }
    if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType()
        == JsonParser.NumberType.INT) {
      return parser.getIntValue();
    }
    return token == null || token == JsonToken.VALUE_NULL ? null : parser.getString();
  }

  private Map<?, ?> object(@Nullable Object value, String where) {
    if (value instanceof Map<?, ?> object) {
      return object;
    }
    throw wrong(where + " is not a JSON object");
  }

  private List<?> list(Map<?, ?> object, String field, String where) {
    if (object.get(field) instanceof List<?> list) {
      return list;
    }
    throw wrong(where + ": the list '" + field + "' is missing");
  }

  private String text(Map<?, ?> object, String field, String where) {
    var value = optionalText(object, field, where);
    if (value == null) {
      throw wrong(where + ": '" + field + "' is missing");
    }
    return value;
  }

  private @Nullable String optionalText(Map<?, ?> object, String field, String where) {
    var value = object.get(field);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(where + ": '" + field + "' is not text");
  }

  private CliFailure wrong(String what) {
    return CliFailure.usage(file + ": " + what);
  }
}
