package org.translationjobs.engines;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.translationjobs.core.text.OneLine;

/**
 * How engines speak HTTP: by version 1.1 alone, as servers in Python answer an offer of HTTP/2 without
 * TLS by losing the body; over connections that are kept; following no redirect. Closing ends all of
 * them. Thread-safe.
 */
public final class HttpCaller implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /**
   * Sends a request and waits for the whole answer.
   *
   * @throws IOException
   *           when no whole answer comes, or one longer than {@link BoundedBody#MAX_BYTES}
   * @throws InterruptedException
   *           as soon as the thread is interrupted; the connection is closed
   * @throws TimeoutException
   *           when the time is over; the connection is closed
   */
  HttpAnswer send(HttpRequest.Builder request, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var response = send(request, info -> new BoundedBody(), deadline.left());
    return new HttpAnswer(response.statusCode(), response.headers(), response.body());
  }

  /**
   * The same for an answer that is read in another way.
   *
   * @param atMost
   *          for all of it, to the end of the body
   */
  public <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> body, Duration atMost)
      throws IOException, InterruptedException, TimeoutException {
    // a request's own time-out ends with the headers of its response
    var exchange = client.sendAsync(request.build(), body);
    try {
      return exchange.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  /** What went wrong, in one line. */
  public static String reason(IOException failure) {
    var message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : OneLine.of(message);
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
