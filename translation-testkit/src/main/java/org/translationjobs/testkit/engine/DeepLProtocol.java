package org.translationjobs.testkit.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.testkit.engine.Misbehaviour.Content;

/** Version 2 of DeepL's protocol: its limits, and texts with tags. */
final class DeepLProtocol implements Protocol {
  private static final int MAX_TEXTS = 50;
  private static final int MAX_BYTES = 128 * 1024;
  private static final List<String> SOURCES =
      List.of("EN", "ES", "DE", "FR", "PT", "ZH", "JA", "KO", "NB");
  private static final List<String> TARGETS =
      List.of(
          "EN-GB", "EN-US", "ES", "ES-419", "DE", "FR", "PT-BR", "PT-PT", "ZH", "ZH-HANS",
          "ZH-HANT", "JA", "KO", "NB");

  private final Answers answers;
  private final Keys keys;

  DeepLProtocol(Answers answers, Keys keys) {
    this.answers = answers;
    this.keys = keys;
  }

  @Override
  public boolean translates(String path) {
    return path.equals("/v2/translate");
  }

  @Override
  public boolean lists(String path) {
    return path.startsWith("/v2/languages") || path.equals("/v2/usage");
  }

  @Override
  public String key(Map<String, String> headers, String body) {
    var value = headers.getOrDefault("authorization", "");
    return value.startsWith("DeepL-Auth-Key ") ? value.substring("DeepL-Auth-Key ".length()) : "";
  }

  @Override
  public List<String> texts(String body) {
    return Json.strings(body, "text");
  }

  @Override
  public Answer list(String path) {
    if (path.equals("/v2/usage")) {
      return Answer.json(
          200, Json.write(Map.of("character_count", keys.usedByAll(), "character_limit", 500_000)));
    }
    var languages = path.contains("type=target") ? TARGETS : SOURCES;
    var list = languages.stream().map(code -> Map.of("language", code, "name", code)).toList();
    return Answer.json(200, Json.write(list));
  }

  @Override
  public Answer translate(String body, Optional<Content> wrong, Random random)
      throws InterruptedException, Wrong {
    if (body.getBytes(UTF_8).length > MAX_BYTES) {
      throw new Wrong(413, "", "Request size exceeds the limit");
    }
    var request = Json.read(body);
    var source = new ArrayList<EngineSegment>();
    for (var text : request.path("text")) {
      source.add(new EngineSegment(source.size(), text.asString("")));
    }
    if (source.isEmpty() || source.size() > MAX_TEXTS) {
      throw new Wrong(400, "", "Bad request. Reason: 'text' has " + source.size() + " texts");
    }
    var from = request.path("source_lang").asString("EN");
    var to = request.path("target_lang").asString("");
    if (!SOURCES.contains(from)) {
      throw new Wrong(400, "", "Value for 'source_lang' not supported.");
    }
    if (!TARGETS.contains(to)) {
      throw new Wrong(400, "", "Value for 'target_lang' not supported.");
    }
    var hasTags = request.has("tag_handling");
    var languages = LanguagePair.of(from, to);
    var good = new ArrayList<EngineSegment>();
    var plain = hasTags ? TaggedText.all(source) : List.<TaggedText>of();
    var translated =
        hasTags
            ? TaggedText.translate(plain, answers, languages)
            : translate(source, languages);
    for (var i = 0; i < source.size(); i++) {
      good.add(new EngineSegment(i, translated.get(i)));
    }
    var given =
        wrong.map(kind -> Segments.spoil(kind, source, good, Segments.Prompt.NONE, random))
            .orElse(good);
    return answer(source, given, from, !given.equals(good), request.path("show_billed_characters")
        .asBoolean(false));
  }

  private List<String> translate(List<EngineSegment> source, LanguagePair languages)
      throws InterruptedException {
    return answers.translate(source.stream().map(EngineSegment::text).toList(), languages);
  }

  private static Answer answer(
      List<EngineSegment> source, List<EngineSegment> given, String from, boolean isSpoiled,
      boolean showsBilled) {
    var billed =
        source.stream().mapToLong(s -> s.text().codePointCount(0, s.text().length())).sum();
    var translations = new ArrayList<Map<String, Object>>();
    for (var i = 0; i < given.size(); i++) {
      var translation = new LinkedHashMap<String, Object>();
      translation.put("detected_source_language", from);
      translation.put("text", given.get(i).text());
      if (showsBilled && i < source.size()) {
        var text = source.get(i).text();
        translation.put("billed_characters", text.codePointCount(0, text.length()));
      }
      translations.add(translation);
    }
    var reported =
        translations.stream()
            .mapToLong(t -> t.get("billed_characters") instanceof Integer n ? n : 0)
            .sum();
    return Answer.json(
        Json.write(Map.of("translations", translations)), new Usage(1, 0, 0, reported), isSpoiled,
        billed);
  }

  @Override
  public String error(Misbehaviour.Refusal refusal) {
    return Json.write(Map.of("message", refusal.message()));
  }

  @Override
  public Misbehaviour.Refusal refusal(KeyTrouble trouble) {
    return switch (trouble) {
      case MISSING, UNKNOWN -> new Misbehaviour.Refusal(
          403, "", "Forbidden", Misbehaviour.ErrorForm.EMPTY, RetryHint.none());
      case EXHAUSTED -> new Misbehaviour.Refusal(
          456, "", "Quota Exceeded", Misbehaviour.ErrorForm.JSON, RetryHint.none());
    };
  }
}
