package org.translationjobs.runtime.configuration;

import java.util.Map;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.cost.Price;
import org.translationjobs.core.cost.Prices;

/** Reads what the engines' calls cost. */
final class PriceConfiguration {
  private PriceConfiguration() {}

  static Prices read(Environment environment) {
    return new Prices(
        currency(environment),
        Map.of(
            "openai",
            new Price(
                cost(environment, Variables.PRICE_OPENAI_INPUT),
                cost(environment, Variables.PRICE_OPENAI_OUTPUT), Cost.ZERO),
            "deepl",
            new Price(Cost.ZERO, Cost.ZERO, cost(environment, Variables.PRICE_DEEPL_CHARACTERS))));
  }

  private static String currency(Environment environment) {
    var currency = environment.text(Variables.PRICE_CURRENCY, Prices.NONE.currency());
    if (!currency.matches("[A-Z]{3}")) {
      throw Environment.refused(
          Variables.PRICE_CURRENCY, currency, "three capital letters, for example EUR");
    }
    return currency;
  }

  private static Cost cost(Environment environment, Variable variable) {
    var value = environment.text(variable, "0");
    if (!value.matches("\\d{1,6}(\\.\\d{1,6})?")) {
      throw Environment.refused(
          variable, value, "an amount from 0 to 999999 with at most six decimal places");
    }
    return Cost.parse(value);
  }
}
