package org.translationjobs.core.worker;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.promotion.PromotionItem;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.staging.StagedText.Read;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.Staging.Found;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.TextHash;

/**
 * Reads what was staged for the finished subtasks of one promotion and verifies it against its hash.
 * Thread-safe.
 */
final class StagedResults {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_READ = Duration.ofSeconds(10);

  private final WorkerPorts ports;
  private final Staging.Reading staging;
  private final StoreId store;

  /** What it reads was in the store from now on. */
  StagedResults(WorkerPorts ports, StoreId store) {
    this.ports = ports;
    this.staging = ports.staging().reading();
    this.store = store;
  }

  sealed interface Fetched {
    record Good(PromotionText text) implements Fetched {}

    record Bad(String reason) implements Fetched {}
  }

  Fetched fetch(PromotionItem item) throws InterruptedException {
    if (item.resultText() != null) {
      return verified(item, item.resultText().getBytes(StandardCharsets.UTF_8), "result_text");
    }
    if (item.resultPath() == null) {
      return new Fetched.Bad("it is DONE but has neither result_path nor result_text");
    }
    if (item.store().isPresent() && !item.store().get().equals(store)) {
      return new Fetched.Bad("its result lies in the staging store " + item.store().get()
          + ", but this worker stages in " + store);
    }
    return switch (read(item.resultPath())) {
      case Found.Content(var bytes) -> verified(item, bytes, item.resultPath());
      case Found.Missing(var where) -> new Fetched.Bad("its staged result is missing: " + where);
      case Found.Refused(var reason) ->
          new Fetched.Bad("its result_path is not accepted: " + reason);
    };
  }

  /** A store that fails now and then must not undo the reading of a thousand objects. */
  private Found read(String path) throws InterruptedException {
    var began = ports.tasks().now();
    for (var pause = FIRST_PAUSE;; pause = pause.multipliedBy(2)) {
      try {
        return staging.get(path);
      } catch (UnavailableException e) {
        if (ports.tasks().now().minus(began).plus(pause).compareTo(LONGEST_READ) > 0) {
          throw e;
        }
        ports.tasks().sleep(pause);
      }
    }
  }

  private Fetched verified(PromotionItem item, byte[] bytes, String where) {
    if (item.hash().isPresent() && !item.hash().get().equals(TextHash.of(bytes))) {
      return new Fetched.Bad("its staged result was altered after it was finished: " + where);
    }
    if (item.hash().isEmpty() && !isUtf8(bytes)) {
      return new Fetched.Bad("its staged result is not UTF-8: " + where);
    }
    return switch (ports.stagedText().read(item.entity().type(), bytes)) {
      case Read.Text(var text) -> new Fetched.Good(new PromotionText(item, text));
      case Read.Unreadable(var reason) ->
          new Fetched.Bad("its staged result cannot be read: " + where + ": " + reason);
    };
  }

  /** Of what others wrote; whose hash we recorded is ours, and so well-formed. */
  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
