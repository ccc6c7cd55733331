package org.translationjobs.core.engine;

/**
 * What calls used, as the engine reported it; 0 where it reports nothing.
 *
 * @param calls
 *          requests answered
 * @param billedCharacters
 *          characters the engine bills
 */
public record Usage(int calls, long inputTokens, long outputTokens, long billedCharacters) {
  public static final Usage NONE = new Usage(0, 0, 0, 0);

  public static Usage ofCall() {
    return new Usage(1, 0, 0, 0);
  }

  public Usage plus(Usage other) {
    return new Usage(
        calls + other.calls,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        billedCharacters + other.billedCharacters);
  }
}
