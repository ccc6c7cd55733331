package org.translationjobs.engines;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.translationjobs.core.text.OneLine;

/** Speaks HTTP/1.1, keeps connections, follows no redirect. Closing ends all of them. Thread-safe. */
final class HttpCaller implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
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
    // a request's own time-out ends with the headers of its response
    var exchange = client.sendAsync(request.build(), info -> new BoundedBody());
    try {
      var response = exchange.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      return new HttpAnswer(response.statusCode(), response.headers(), response.body());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  /** What went wrong, in one line. */
  static String reason(IOException failure) {
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
