package org.translationjobs.engines;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.job.LanguagePair;

/**
 * An engine that can be asked for its language pairs: what is the same for all of them, above all whose
 * failure is what. Thread-safe.
 *
 * @param <C>
 *          how the engine calls a language pair
 */
abstract class ListingEngine<C> implements TranslationEngine, AutoCloseable {
  private static final Duration LISTING = Duration.ofSeconds(15);

  private final KnownPairs<C> pairs = new KnownPairs<>(this::pairs);

  /** The pairs that it has now. */
  abstract Pairs<C> pairs(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException;

  /**
   * Translates a pair that it has, a text without invalid characters.
   *
   * @param deadline
   *          for all that is asked of the program or the server
   */
  abstract EngineReply translate(EngineRequest request, C codes, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException;

  /** What to tell a person about a failure, in one line. */
  abstract String message(IOException failure);

  @Override
  public final PairSupport supports(LanguagePair pair) throws InterruptedException {
    try {
      var known = pairs.get(Deadline.in(LISTING));
      return known.find(pair).isPresent()
          ? new PairSupport.Supported()
          : new PairSupport.Unsupported(known.missing(pair));
    } catch (TimeoutException e) {
      return new PairSupport.Unknown(
          name() + " did not list its languages within " + LISTING.toSeconds() + " s");
    } catch (ListingRefusedException e) {
      return new PairSupport.Unknown(e.failure().message());
    } catch (IOException e) {
      return new PairSupport.Unknown(message(e));
    }
  }

  @Override
  public final EngineReply translate(EngineRequest request) throws InterruptedException {
    var invalid = TextRules.firstInvalid(request.segments());
    if (invalid.isPresent()) {
      return EngineReply.Failure.of(FailureKind.BAD_REQUEST, invalid.get());
    }
    var deadline = Deadline.in(request.timeout());
    try {
      var known = pairs.get(deadline);
      var codes = known.find(request.languages());
      return codes.isEmpty()
          ? EngineReply.Failure.of(
              FailureKind.UNSUPPORTED_PAIR, known.missing(request.languages()))
          : translate(request, codes.get(), deadline);
    } catch (TimeoutException e) {
      return EngineReply.Failure.of(
          FailureKind.UNAVAILABLE,
          name() + " did not answer within " + request.timeout().toMillis() + " ms");
    } catch (ListingRefusedException e) {
      return e.failure();
    } catch (IOException e) {
      pairs.forget();
      return EngineReply.Failure.of(FailureKind.UNAVAILABLE, message(e));
    }
  }

  @Override
  public abstract void close();

  /** The server did not list its languages, and said why. */
  static final class ListingRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient EngineReply.Failure failure;

    ListingRefusedException(EngineReply.Failure failure) {
      super(failure.message());
      this.failure = failure;
    }

    EngineReply.Failure failure() {
      return failure;
    }
  }
}
