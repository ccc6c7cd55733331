package org.translationjobs.core.cost;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The engines' prices; an engine without one is free.
 *
 * @param currency
 *          how amounts are labelled; nothing is converted
 */
public record Prices(String currency, Map<String, Price> byEngine) {
  public static final Prices NONE = new Prices("USD", Map.of());

  public Prices {
    byEngine = byEngine.entrySet()
        .stream()
        .filter(entry -> !entry.getValue().isFree())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  public Price of(String engine) {
    return byEngine.getOrDefault(engine, Price.FREE);
  }

  /** Whether none of these engines costs anything, so that a budget would never be spent. */
  public boolean areFree(Collection<String> engines) {
    return engines.stream().allMatch(engine -> of(engine).isFree());
  }
}
