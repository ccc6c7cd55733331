package org.translationjobs.core.staging;

/**
 * Names a staging store for good: two workers with the same id see the same objects. The id lies in
 * the store itself.
 */
public record StoreId(String value) {
  public StoreId {
    if (value.isBlank() || value.length() > 100) {
      throw new IllegalArgumentException("a store id has 1 to 100 characters, got '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
