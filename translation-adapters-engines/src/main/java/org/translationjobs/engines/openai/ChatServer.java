package org.translationjobs.engines.openai;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.translationjobs.engines.HttpCaller;

/** The HTTP of one endpoint. Thread-safe; keeps connections, closing ends them. */
final class ChatServer implements AutoCloseable {
  private static final int MOST_OF_AN_ERROR = 64 * 1024;

  private final URI base;
  private final HttpCaller http = new HttpCaller();

  ChatServer(URI baseUrl) {
    base = baseUrl.getPath().endsWith("/") ? baseUrl : URI.create(baseUrl + "/");
  }

  /** @param error the body when the status is not 200, at most 64 KiB of it */
  record Status(int code, HttpHeaders headers, String error) {
    boolean isOk() {
      return code == 200;
    }
  }

  /** Posts a chat; what comes goes into the answer. */
  Status chat(String body, String key, Duration atMost, ChatAnswer answer)
      throws IOException, InterruptedException, TimeoutException {
    var request =
        HttpRequest.newBuilder(base.resolve("chat/completions"))
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream, application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    var status = send(request, key, atMost, answer);
    answer.end();
    return status;
  }

  /** Asks for the list of models, which goes into the answer's raw text. */
  Status models(String key, Duration atMost, ChatAnswer answer)
      throws IOException, InterruptedException, TimeoutException {
    return send(HttpRequest.newBuilder(base.resolve("models")), key, atMost, answer);
  }

  private Status send(
      HttpRequest.Builder request, String key, Duration atMost, ChatAnswer answer)
      throws IOException, InterruptedException, TimeoutException {
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    var error = new StringBuilder();
    var response =
        http.send(
            request,
            info -> new ChatBody(
                info.statusCode() == 200 ? answer::accept : line -> collect(error, line)),
            atMost);
    return new Status(response.statusCode(), response.headers(), error.toString());
  }

  private static boolean collect(StringBuilder error, String line) {
    error.append(line).append('\n');
    return error.length() < MOST_OF_AN_ERROR;
  }

  /** For messages: without user, password and query. */
  String address() {
    return base.getScheme() + "://" + base.getHost()
        + (base.getPort() < 0 ? "" : ":" + base.getPort()) + base.getPath();
  }

  @Override
  public void close() {
    http.close();
  }
}
