package org.translationjobs.engines;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.Usage;

/** Apertium by its server, APY. Keeps connections; closing ends them. */
final class ApertiumHttpEngine extends ApertiumEngine {
  private static final EngineCapabilities CAPABILITIES =
      new EngineCapabilities(
          Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED), 500, 30_000, 8, false, false, true);

  private final URI server;
  private final HttpCaller http = new HttpCaller();

  ApertiumHttpEngine(URI server) {
    this.server = WebAddress.folder(server, "an Apertium server");
  }

  @Override
  public EngineCapabilities capabilities() {
    return CAPABILITIES;
  }

  /** All segments at once; one by one when the answer does not tell them apart. */
  @Override
  EngineReply translate(EngineRequest request, String direction, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var reply = ask(request.segments(), direction, deadline);
    if (!(reply instanceof EngineReply.Failure failure)
        || failure.kind() != FailureKind.BAD_REPLY || request.segments().size() == 1) {
      return reply;
    }
    var segments = new ArrayList<EngineSegment>();
    var usage = Usage.NONE;
    for (var segment : request.segments()) {
      switch (ask(List.of(segment), direction, deadline)) {
        case EngineReply.Failure single -> {
          return single;
        }
        case EngineReply.Translated(var translated, var used) -> {
          segments.addAll(translated);
          usage = usage.plus(used);
        }
      }
    }
    return new EngineReply.Translated(segments, usage);
  }

  private EngineReply ask(List<EngineSegment> segments, String direction, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var form =
        Map.of(
            "langpair", direction.replace('-', '|'),
            "q", ApertiumParagraphs.write(segments),
            "format", "txt",
            "markUnknown", "no");
    var body =
        form.entrySet()
            .stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var response =
        http.send(
            HttpRequest.newBuilder(server.resolve("translate"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)),
            deadline);
    return response.isOk() ? answer(response, segments) : failure(response);
  }

  private static EngineReply answer(HttpAnswer response, List<EngineSegment> segments) {
    var text = response.json().path("responseData").path("translatedText").stringValueOpt();
    return text.flatMap(t -> ApertiumParagraphs.read(t, segments))
        .<EngineReply>map(s -> new EngineReply.Translated(s, Usage.ofCall()))
        .orElseGet(
            () -> EngineReply.Failure.of(
                FailureKind.BAD_REPLY, "the Apertium server's answer does not fit the question"));
  }

  private static EngineReply.Failure failure(HttpAnswer response) {
    var status = response.status();
    var told = response.told("");
    var kind =
        switch (status) {
          case 401, 403 -> FailureKind.UNAUTHORIZED;
          case 429 -> FailureKind.RATE_LIMITED;
          case 408 -> FailureKind.UNAVAILABLE;
          default -> status < 400 || status >= 500
              ? FailureKind.UNAVAILABLE
              : told.contains("pair") ? FailureKind.UNSUPPORTED_PAIR : FailureKind.BAD_REQUEST;
        };
    return new EngineReply.Failure(
        kind, "the Apertium server answered " + status + (told.isEmpty() ? "" : ": " + told),
        response.retryAfter());
  }

  @Override
  List<String> list(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var response = http.send(HttpRequest.newBuilder(server.resolve("listPairs")), deadline);
    if (!response.isOk()) {
      throw new IOException("status " + response.status());
    }
    var names = new ArrayList<String>();
    for (var pair : response.json().path("responseData")) {
      names.add(
          pair.path("sourceLanguage").asString() + "-" + pair.path("targetLanguage").asString());
    }
    return names;
  }

  @Override
  String message(IOException e) {
    return "the Apertium server at " + server.getHost() + " does not answer: "
        + HttpCaller.reason(e) + "; check APERTIUM_URL";
  }

  @Override
  public void close() {
    http.close();
  }
}
