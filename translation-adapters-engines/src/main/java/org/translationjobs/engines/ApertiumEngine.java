package org.translationjobs.engines;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.TimeoutException;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.job.LanguagePair;

/** What the engines of Apertium have in common: its name, its directions, and whose failure is what. */
abstract class ApertiumEngine implements TranslationEngine, AutoCloseable {
  private final KnownDirections directions = new KnownDirections(this::list);

  /** The directions that are installed, such as {@code eng-spa}. */
  abstract Collection<String> list() throws IOException, InterruptedException;

  /** Translates in a direction that is installed, a text without invalid characters. */
  abstract EngineReply translate(EngineRequest request, String direction)
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
      var known = directions.get();
      return known.find(pair).isPresent()
          ? new PairSupport.Supported()
          : new PairSupport.Unsupported(known.missing(pair));
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
    try {
      var known = directions.get();
      var direction = known.find(request.languages());
      return direction.isEmpty()
          ? EngineReply.Failure.of(
              FailureKind.UNSUPPORTED_PAIR, known.missing(request.languages()))
          : translate(request, direction.get());
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
