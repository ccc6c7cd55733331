package org.translationjobs.engines;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.time.Tasks;
import tools.jackson.databind.json.JsonMapper;

/**
 * LibreTranslate by its server. Text travels as plain text with markers: its HTML comes back unescaped.
 * Keeps connections; closing ends them.
 */
final class LibreTranslateEngine extends ListingEngine<LibreTranslateLanguages.Codes> {
  private static final int MOST_TEXTS = 25;

  /** What a ban is worth waiting: the server counts by the hour. */
  private static final Duration BAN = Duration.ofMinutes(15);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI server;
  private final String key;
  private final HttpCaller http = new HttpCaller();
  private final EngineCapabilities capabilities;
  private final Pace pace;
  private final Tasks tasks;

  /**
   * @param key
   *          empty for a server that wants none
   * @param requestsPerMinute
   *          at most, each text counting as one; at least 1
   */
  LibreTranslateEngine(URI server, String key, int requestsPerMinute, Tasks tasks) {
    this.server = WebAddress.folder(server, "LibreTranslate");
    this.key = key.isEmpty() ? "" : WebAddress.key(key, "LibreTranslate");
    this.pace = new Pace(requestsPerMinute);
    this.tasks = tasks;
    this.capabilities =
        new EngineCapabilities(
            Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED),
            Math.min(MOST_TEXTS, requestsPerMinute), 5_000, 4, false, false, false);
  }

  @Override
  public String name() {
    return "libretranslate";
  }

  @Override
  public EngineCapabilities capabilities() {
    return capabilities;
  }

  @Override
  Pairs<LibreTranslateLanguages.Codes> pairs(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var answer = http.send(HttpRequest.newBuilder(server.resolve("languages")), deadline);
    if (!answer.isOk()) {
      throw new ListingRefusedException(failure(answer, tasks.now()));
    }
    var languages = new HashMap<String, Set<String>>();
    for (var language : answer.json()) {
      var targets = new TreeSet<String>();
      language.path("targets").forEach(target -> targets.add(target.asString("")));
      languages.put(language.path("code").asString(""), targets);
    }
    languages.remove("");
    if (languages.isEmpty()) {
      throw new IOException("its list of languages cannot be read");
    }
    return new LibreTranslateLanguages(languages);
  }

  @Override
  EngineReply translate(
      EngineRequest request, LibreTranslateLanguages.Codes codes, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    // an empty text would cost the whole request
    var sent = request.segments().stream().filter(s -> !s.text().isBlank()).toList();
    if (sent.isEmpty()) {
      return new EngineReply.Translated(request.segments(), Usage.NONE);
    }
    var kept = keptBack(sent.size(), deadline);
    if (kept.isPresent()) {
      return kept.get();
    }
    var sentAt = tasks.now();
    var answer = http.send(post(sent, codes), deadline);
    if (!answer.isOk()) {
      return failure(answer, sentAt);
    }
    pace.succeeded(sentAt);
    return reply(answer, request.segments(), sent);
  }

  /** Waits for the texts' turn; a failure where that would take longer than the call may. */
  private Optional<EngineReply> keptBack(int texts, Deadline deadline)
      throws InterruptedException, TimeoutException {
    var turn = pace.reserve(texts, tasks.now(), deadline.left());
    if (turn.isLate()) {
      return Optional.of(
          new EngineReply.Failure(
              FailureKind.RATE_LIMITED,
              "LibreTranslate is kept to LIBRETRANSLATE_REQUESTS_PER_MINUTE",
              Optional.of(turn.pause())));
    }
    if (turn.pause().isPositive()) {
      tasks.sleep(turn.pause());
    }
    return pace.left(tasks.now())
        .map(
            left -> new EngineReply.Failure(
                FailureKind.RATE_LIMITED,
                "LibreTranslate had too many requests and is given time", Optional.of(left)));
  }

  private HttpRequest.Builder post(
      List<EngineSegment> sent, LibreTranslateLanguages.Codes codes) {
    var body = new LinkedHashMap<String, Object>();
    body.put("q", sent.stream().map(EngineSegment::text).toList());
    body.put("source", codes.source());
    body.put("target", codes.target());
    body.put("format", "text");
    if (!key.isEmpty()) {
      body.put("api_key", key);
    }
    return HttpRequest.newBuilder(server.resolve("translate"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  /** Answers have no ids: only as many as there were questions can be told apart. */
  private static EngineReply reply(
      HttpAnswer answer, List<EngineSegment> all, List<EngineSegment> sent) {
    var texts = new ArrayList<String>();
    var translated = answer.json().path("translatedText");
    translated.forEach(text -> text.stringValueOpt().ifPresent(texts::add));
    if (texts.size() != sent.size() || translated.size() != sent.size()) {
      return EngineReply.Failure.of(
          FailureKind.BAD_REPLY,
          "LibreTranslate answered " + translated.size() + " translations to " + sent.size()
              + " texts");
    }
    var next = texts.iterator();
    return new EngineReply.Translated(
        all.stream()
            .map(s -> s.text().isBlank() ? s : new EngineSegment(s.id(), next.next()))
            .toList(),
        Usage.ofCall());
  }

  private EngineReply.Failure failure(HttpAnswer answer, Duration sent) {
    var told = answer.told(key);
    var said = "LibreTranslate answered " + answer.status() + (told.isEmpty() ? "" : ": " + told);
    var words = told.toLowerCase(Locale.ROOT);
    var wait = answer.retryAfter();
    return switch (answer.status()) {
      case 429 -> new EngineReply.Failure(
          FailureKind.RATE_LIMITED, said, Optional.of(pace.refused(wait, sent, tasks.now())));
      case 403 -> words.contains("violation") || words.contains("banned")
          ? new EngineReply.Failure(
              FailureKind.RATE_LIMITED,
              said + "; it has banned this address after too many requests",
              Optional.of(pace.refused(Optional.of(wait.orElse(BAN)), sent, tasks.now())))
          : unauthorized(said, wait);
      case 401 -> unauthorized(said, wait);
      case 400 -> words.contains("api key")
          ? unauthorized(said, wait)
          : EngineReply.Failure.of(
              words.contains("not supported") || words.contains("not available")
                  ? FailureKind.UNSUPPORTED_PAIR
                  : FailureKind.BAD_REQUEST,
              said);
      case 413, 414, 422 -> EngineReply.Failure.of(FailureKind.BAD_REQUEST, said);
      default -> new EngineReply.Failure(FailureKind.UNAVAILABLE, said, wait);
    };
  }

  private static EngineReply.Failure unauthorized(String said, Optional<Duration> wait) {
    return new EngineReply.Failure(
        FailureKind.UNAUTHORIZED, said + "; check LIBRETRANSLATE_API_KEY", wait);
  }

  @Override
  String message(IOException failure) {
    return "the LibreTranslate server at " + server.getHost() + " does not answer: "
        + HttpCaller.reason(failure) + "; check LIBRETRANSLATE_URL";
  }

  @Override
  public void close() {
    http.close();
  }
}
