package org.translationjobs.testkit.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.testkit.engine.Misbehaviour.Content;

/** LibreTranslate's protocol. */
final class LibreTranslateProtocol implements Protocol {
  private static final List<String> LANGUAGES =
      List.of("en", "es", "de", "fr", "pt", "pt-BR", "zh-Hans", "zh-Hant", "ja");

  private final Answers answers;

  LibreTranslateProtocol(Answers answers) {
    this.answers = answers;
  }

  @Override
  public boolean translates(String path) {
    return path.equals("/translate");
  }

  @Override
  public boolean lists(String path) {
    return path.equals("/languages");
  }

  @Override
  public String key(Map<String, String> headers, String body) {
    try {
      return Json.read(body.isEmpty() ? "{}" : body).path("api_key").asString("");
    } catch (Wrong e) {
      return "";
    }
  }

  @Override
  public List<String> texts(String body) {
    return Json.strings(body, "q");
  }

  @Override
  public Answer list(String path) {
    return Answer.json(
        200,
        Json.write(
            LANGUAGES.stream()
                .map(code -> Map.of("code", code, "name", code, "targets", LANGUAGES))
                .toList()));
  }

  @Override
  public Answer translate(String body, Optional<Content> wrong, Random random)
      throws InterruptedException, Wrong {
    var request = Json.read(body);
    var q = request.path("q");
    var source = new ArrayList<EngineSegment>();
    if (q.isArray()) {
      q.forEach(text -> source.add(new EngineSegment(source.size(), text.asString(""))));
    } else {
      source.add(new EngineSegment(0, q.asString("")));
    }
    if (source.isEmpty() || source.stream().anyMatch(s -> s.text().isEmpty())) {
      throw new Wrong(400, "", "Invalid request: missing q parameter");
    }
    var from = request.path("source").asString("");
    var to = request.path("target").asString("");
    for (var code : List.of(from, to)) {
      if (!LANGUAGES.contains(code)) {
        throw new Wrong(400, "", code + " is not supported");
      }
    }
    var texts = source.stream().map(EngineSegment::text).toList();
    var translated = answers.translate(texts, LanguagePair.of(from, to));
    var good = new ArrayList<EngineSegment>();
    for (var i = 0; i < texts.size(); i++) {
      good.add(new EngineSegment(i, translated.get(i)));
    }
    var given =
        wrong.map(kind -> Segments.spoil(kind, source, good, Segments.Prompt.NONE, random))
            .orElse(good)
            .stream()
            .map(EngineSegment::text)
            .toList();
    var isSpoiled = !given.equals(good.stream().map(EngineSegment::text).toList());
    return Answer.json(
        Json.write(Map.of("translatedText", q.isArray() ? given : given.getFirst())),
        Usage.ofCall(), isSpoiled, texts.stream().mapToLong(String::length).sum());
  }

  @Override
  public String error(Misbehaviour.Refusal refusal) {
    return Json.write(Map.of("error", refusal.message()));
  }

  @Override
  public Misbehaviour.Refusal refusal(KeyTrouble trouble) {
    return switch (trouble) {
      case MISSING -> new Misbehaviour.Refusal(
          400, "", "Visit the portal to get an API key", Misbehaviour.ErrorForm.JSON,
          RetryHint.none());
      case UNKNOWN -> new Misbehaviour.Refusal(
          403, "", "Invalid API key", Misbehaviour.ErrorForm.JSON, RetryHint.none());
      case EXHAUSTED -> new Misbehaviour.Refusal(
          429, "", "Slowdown: the limit of this key is reached", Misbehaviour.ErrorForm.JSON,
          RetryHint.none());
    };
  }
}
