package org.translationjobs.core.cost;

import java.math.BigInteger;
import org.translationjobs.core.engine.Usage;

/** What an engine charges for a million input tokens, output tokens and billed characters. */
public record Price(Cost inputTokens, Cost outputTokens, Cost characters) {
  public static final Price FREE = new Price(Cost.ZERO, Cost.ZERO, Cost.ZERO);

  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

  public boolean isFree() {
    return equals(FREE);
  }

  /** What a usage costs, rounded up to a whole micro-unit. */
  public Cost of(Usage usage) {
    var millionfold = product(inputTokens, usage.inputTokens())
        .add(product(outputTokens, usage.outputTokens()))
        .add(product(characters, usage.billedCharacters()));
    return new Cost(
        millionfold.add(MILLION.subtract(BigInteger.ONE)).divide(MILLION).longValueExact());
  }

  private static BigInteger product(Cost price, long amount) {
    return BigInteger.valueOf(price.micros()).multiply(BigInteger.valueOf(Math.max(0, amount)));
  }
}
