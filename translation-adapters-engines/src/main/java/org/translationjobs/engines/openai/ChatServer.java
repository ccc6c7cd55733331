package org.translationjobs.engines.openai;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The HTTP of one endpoint. Thread-safe; keeps connections, closing ends them. */
final class ChatServer implements AutoCloseable {
  private static final int MOST_OF_AN_ERROR = 64 * 1024;

  private final URI base;
  /** HTTP/1.1 alone: servers in Python answer an offer of HTTP/2 without TLS by losing the body. */
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

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
    // a request's own time-out ends with the headers of its response
    var exchange =
        client.sendAsync(
            request.build(),
            info -> new ChatBody(
                info.statusCode() == 200 ? answer::accept : line -> collect(error, line)));
    try {
      HttpResponse<Boolean> response = exchange.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return new Status(response.statusCode(), response.headers(), error.toString());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      exchange.cancel(true);
    }
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
    client.shutdownNow();
    client.close();
  }
}
