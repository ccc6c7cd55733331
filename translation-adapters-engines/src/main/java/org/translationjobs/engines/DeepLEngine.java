package org.translationjobs.engines;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.Usage;
import tools.jackson.databind.json.JsonMapper;

/**
 * DeepL by version 2 of its protocol, with one key or several. Keeps connections; closing ends them.
 */
final class DeepLEngine extends ListingEngine<DeepLLanguages.Codes> {
  /** 12,000 characters are less than 60 KiB in every script, with tags; DeepL takes 128 KiB. */
  private static final EngineCapabilities CAPABILITIES =
      new EngineCapabilities(
          Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED), 50, 12_000, 8, true, false, false);
  private static final int LONGEST_CONTEXT = 4_000;

  /** A body that is longer goes without context. */
  private static final int LONGEST_BODY = 60 * 1024;

  /** DeepL does not say when a quota starts anew; asking until then costs nothing. */
  private static final Duration QUOTA = Duration.ofMinutes(15);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final KeyRing keys;
  private final Optional<URI> server;
  private final HttpCaller http = new HttpCaller();

  /**
   * @param keys
   *          at least one
   * @param server
   *          for all keys; without it each is used where keys of its form belong
   */
  DeepLEngine(List<String> keys, Optional<URI> server, KeyLimits limits) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("DeepL needs a key");
    }
    keys.forEach(key -> WebAddress.key(key, "DeepL"));
    this.server = server.map(DeepLEngine::folder);
    this.keys =
        new KeyRing(this.server.map(URI::toString).orElse("deepl"), keys, limits);
  }

  private static URI folder(URI address) {
    var folder = WebAddress.folder(address, "DeepL");
    return folder.getPath().endsWith("/v2/") ? folder : folder.resolve("v2/");
  }

  /** Where keys of that form belong: those of free accounts end in {@code :fx}. */
  static URI server(String key) {
    return URI.create(
        key.endsWith(":fx") ? "https://api-free.deepl.com" : "https://api.deepl.com");
  }

  @Override
  public String name() {
    return "deepl";
  }

  @Override
  public EngineCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  Pairs<DeepLLanguages.Codes> pairs(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    return new DeepLLanguages(languages("source", deadline), languages("target", deadline));
  }

  private Set<String> languages(String type, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var listed = new AtomicReference<Set<String>>(Set.of());
    var reply =
        keys.call(RateLimit.Call.ofOneRequest(), deadline, (key, turns) -> {
          var answer = http.send(request("languages?type=" + type, key), deadline);
          if (!answer.isOk()) {
            return failure(answer, key);
          }
          listed.set(codes(answer));
          return new EngineReply.Translated(List.of(), Usage.NONE);
        });
    if (reply instanceof EngineReply.Failure failure) {
      throw new ListingRefusedException(failure);
    }
    return listed.get();
  }

  private static Set<String> codes(HttpAnswer answer) throws IOException {
    var languages = new TreeSet<String>();
    answer.json().forEach(language -> languages.add(language.path("language").asString("")));
    languages.remove("");
    if (languages.isEmpty()) {
      throw new IOException("its list of languages cannot be read");
    }
    return languages;
  }

  @Override
  EngineReply translate(EngineRequest request, DeepLLanguages.Codes codes, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var texts = request.segments().stream().map(EngineSegment::text).toList();
    var isXml = texts.stream().anyMatch(DeepLText::hasMarkers);
    var body = new LinkedHashMap<String, Object>();
    body.put("text", isXml ? texts.stream().map(DeepLText::toXml).toList() : texts);
    body.put("source_lang", codes.source());
    body.put("target_lang", codes.target());
    body.put("preserve_formatting", true);
    body.put("show_billed_characters", true);
    if (isXml) {
      body.put("tag_handling", "xml");
      // every tag stands within a sentence
      body.put("outline_detection", false);
    }
    var json = withContext(body, context(request.context()));
    return keys.call(RateLimit.Call.ofOneRequest(), deadline, (key, turns) -> {
      var answer =
          http.send(
              request("translate", key)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(json)),
              deadline);
      return answer.isOk() ? reply(answer, request.segments(), isXml) : failure(answer, key);
    });
  }

  private static byte[] withContext(Map<String, Object> body, String context) {
    if (!context.isEmpty()) {
      var whole = new LinkedHashMap<>(body);
      whole.put("context", context);
      var json = JSON.writeValueAsBytes(whole);
      if (json.length < LONGEST_BODY) {
        return json;
      }
    }
    return JSON.writeValueAsBytes(body);
  }

  /** In the source's language only, as DeepL wants it. */
  private static String context(RequestContext context) {
    var lines = Stream.concat(Stream.of(context.synopsis()), context.characters().stream());
    var text = lines.filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    return text.length() <= LONGEST_CONTEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_CONTEXT / 2));
  }

  private URI address(String key) {
    return server.orElseGet(() -> folder(server(key)));
  }

  private HttpRequest.Builder request(String path, String key) {
    return HttpRequest.newBuilder(address(key).resolve(path))
        .header("Authorization", "DeepL-Auth-Key " + key)
        .header("User-Agent", "translation-jobs");
  }

  /** Answers have no ids: only as many as there were questions can be told apart. */
  private static EngineReply reply(HttpAnswer answer, List<EngineSegment> sent, boolean isXml) {
    var segments = new ArrayList<EngineSegment>();
    for (var translation : answer.json().path("translations")) {
      var text = translation.path("text").stringValueOpt();
      if (text.isPresent() && segments.size() < sent.size()) {
        segments.add(
            new EngineSegment(
                sent.get(segments.size()).id(),
                isXml ? DeepLText.fromXml(text.get()) : text.get()));
      }
    }
    var usage = new Usage(1, 0, 0, billed(answer, sent));
    var count = answer.json().path("translations").size();
    return count == sent.size() && segments.size() == count
        ? new EngineReply.Translated(segments, usage)
        : EngineReply.Failure.of(
            FailureKind.BAD_REPLY,
            "DeepL answered " + count + " translations to " + sent.size() + " texts")
            .after(usage);
  }

  /** What it says that it bills, also for an answer of no use; all that was sent where it does not say. */
  private static long billed(HttpAnswer answer, List<EngineSegment> sent) {
    var billed = 0L;
    var isSaid = false;
    for (var translation : answer.json().path("translations")) {
      isSaid |= translation.has("billed_characters");
      billed += Math.max(0, translation.path("billed_characters").asLong(0));
    }
    return isSaid
        ? billed
        : sent.stream().mapToLong(s -> s.text().codePointCount(0, s.text().length())).sum();
  }

  private EngineReply.Failure failure(HttpAnswer answer, String key) {
    var told = answer.told(key);
    var said = "DeepL answered " + answer.status() + (told.isEmpty() ? "" : ": " + told);
    var wait = answer.retryAfter();
    return switch (answer.status()) {
      case 401, 403 -> new EngineReply.Failure(
          FailureKind.UNAUTHORIZED,
          said + "; check DEEPL_API_KEY, and DEEPL_BASE_URL where it is set: "
              + address(key).getHost() + " was asked",
          wait);
      case 456 -> new EngineReply.Failure(
          FailureKind.QUOTA_EXHAUSTED,
          said + "; the quota of this key is used up until it is reset or raised",
          Optional.of(wait.orElse(QUOTA)));
      case 429, 529 -> new EngineReply.Failure(FailureKind.RATE_LIMITED, said, wait);
      case 400 -> EngineReply.Failure.of(
          told.contains("_lang") ? FailureKind.UNSUPPORTED_PAIR : FailureKind.BAD_REQUEST, said);
      case 413, 414, 422 -> EngineReply.Failure.of(FailureKind.BAD_REQUEST, said);
      default -> new EngineReply.Failure(FailureKind.UNAVAILABLE, said, wait);
    };
  }

  @Override
  String message(IOException failure) {
    return "DeepL" + server.map(s -> " at " + s.getHost()).orElse("") + " does not answer: "
        + HttpCaller.reason(failure);
  }

  @Override
  public void close() {
    http.close();
  }
}
