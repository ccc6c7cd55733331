package org.translationjobs.core.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of the one currency in which prices and budgets are given.
 *
 * @param micros
 *          millionths of its unit, at least 0
 */
public record Cost(long micros) implements Comparable<Cost> {
  public static final Cost ZERO = new Cost(0);

  private static final int PLACES = 6;
  /** A million millions of the unit. */
  private static final BigDecimal MOST = BigDecimal.TEN.pow(12);

  public Cost {
    if (micros < 0) {
      throw new IllegalArgumentException("a cost must be at least 0, got " + micros);
    }
  }

  /**
   * Reads a decimal number such as {@code 5.00}, with at most six decimal places.
   *
   * @throws IllegalArgumentException
   *           when it is anything else, negative, or above 10^12
   */
  public static Cost parse(String text) {
    if (!text.matches("\\d{1,13}(\\.\\d{1,6})?") || new BigDecimal(text).compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "not an amount: '" + text + "'; allowed: a number from 0 to 10^12 such as 5 or 0.075");
    }
    return new Cost(new BigDecimal(text).movePointRight(PLACES).longValueExact());
  }

  public Cost plus(Cost other) {
    return new Cost(Math.addExact(micros, other.micros));
  }

  @Override
  public int compareTo(Cost other) {
    return Long.compare(micros, other.micros);
  }

  /** Without needless zeros, but with two decimal places at least: {@code 5.00}, {@code 0.0075}. */
  @Override
  public String toString() {
    var plain = BigDecimal.valueOf(micros, PLACES).stripTrailingZeros();
    return (plain.scale() < 2 ? plain.setScale(2, RoundingMode.UNNECESSARY) : plain)
        .toPlainString();
  }
}
