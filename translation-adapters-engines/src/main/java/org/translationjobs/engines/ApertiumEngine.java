package org.translationjobs.engines;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.TimeoutException;

/** What the engines of Apertium have in common: a name, and directions such as {@code eng-spa}. */
abstract class ApertiumEngine extends ListingEngine<String> {
  /** The directions that are installed. */
  abstract Collection<String> list(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException;

  @Override
  public final String name() {
    return "apertium";
  }

  @Override
  final Pairs<String> pairs(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    return ApertiumDirections.of(list(deadline));
  }
}
