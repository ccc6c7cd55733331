package org.translationjobs.engines;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeoutException;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.job.LanguagePair;

/** What the engines of Apertium have in common: its name, its directions, and whose failure is what. */
abstract class ApertiumEngine implements TranslationEngine, AutoCloseable {
  private static final Duration LISTING = Duration.ofSeconds(15);

  private final KnownDirections directions = new KnownDirections(this::list);

  /** The directions that are installed, such as {@code eng-spa}. */
  abstract Collection<String> list(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException;

  /**
   * Translates in a direction that is installed, a text without invalid characters.
   *
   * @param deadline
   *          for all that is asked of the program or the server
   */
  abstract EngineReply translate(EngineRequest request, String direction, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException;

  /** What to tell a person about a failure, in one line. */
  abstract String message(IOException failure);

  @Override
  public final String name() {
    return "apertium";
  }

  @Override
  public final PairSupport supports(LanguagePair pair) throws InterruptedException {
    try {
      var known = directions.get(Deadline.in(LISTING));
      return known.find(pair).isPresent()
          ? new PairSupport.Supported()
          : new PairSupport.Unsupported(known.missing(pair));
    } catch (TimeoutException e) {
      return new PairSupport.Unknown(
          "apertium did not list its directions within " + LISTING.toSeconds() + " s");
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
      var known = directions.get(deadline);
      var direction = known.find(request.languages());
      return direction.isEmpty()
          ? EngineReply.Failure.of(
              FailureKind.UNSUPPORTED_PAIR, known.missing(request.languages()))
          : translate(request, direction.get(), deadline);
    } catch (TimeoutException e) {
      return EngineReply.Failure.of(
          FailureKind.UNAVAILABLE,
          "apertium did not answer within " + request.timeout().toMillis() + " ms");
    } catch (IOException e) {
      directions.forget();
      return EngineReply.Failure.of(FailureKind.UNAVAILABLE, message(e));
    }
  }

  @Override
  public abstract void close();
}
