package org.translationjobs.runtime.configuration;

import java.util.HashMap;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.cost.Price;
import org.translationjobs.core.cost.Prices;

/** Reads what the engines' calls cost. */
final class PriceConfiguration {
  private PriceConfiguration() {}

  static Prices read(Environment environment) {
    var prices = new HashMap<String, Price>();
    for (var endpoint : EngineNames.OPENAI) {
      prices.put(
          endpoint,
          new Price(
              cost(environment, Variables.PRICE_OPENAI_INPUT.ofEndpoint(endpoint)),
              cost(environment, Variables.PRICE_OPENAI_OUTPUT.ofEndpoint(endpoint)), Cost.ZERO));
    }
    prices.put(
        "deepl",
        new Price(Cost.ZERO, Cost.ZERO, cost(environment, Variables.PRICE_DEEPL_CHARACTERS)));
    return new Prices(currency(environment), prices);
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
