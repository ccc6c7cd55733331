package org.translationjobs.engines.openai;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A response's body, line by line, until somebody has had enough: then the connection is closed at
 * once, so that the server need not go on. It ends by itself after 32 MiB.
 */
final class ChatBody implements BodySubscriber<Boolean> {
  private static final int MOST_BYTES = 32 * 1024 * 1024;

  private final Predicate<String> lines;
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private @Nullable Subscription subscription;
  private int bytes;

  /** @param lines takes each line without its end, and says whether to go on */
  ChatBody(Predicate<String> lines) {
    this.lines = lines;
  }

  /** Completes with whether the body came to its own end. */
  @Override
  public CompletionStage<Boolean> getBody() {
    return end;
  }

  @Override
  public void onSubscribe(Subscription theirs) {
    subscription = theirs;
    theirs.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (var buffer : buffers) {
      bytes += buffer.remaining();
      while (buffer.hasRemaining() && !end.isDone()) {
        take(buffer.get());
      }
    }
    if (bytes > MOST_BYTES) {
      stop();
    }
  }

  private void take(byte next) {
    if (next != '\n') {
      line.write(next);
    } else if (!endLine()) {
      stop();
    }
  }

  private boolean endLine() {
    var text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return lines.test(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  private void stop() {
    if (subscription != null) {
      subscription.cancel();
    }
    end.complete(false);
  }

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    if (line.size() > 0 && !end.isDone()) {
      endLine();
    }
    end.complete(true);
  }
}
