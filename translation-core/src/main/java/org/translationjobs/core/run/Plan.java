package org.translationjobs.core.run;

import java.util.List;
import java.util.Map;
import org.translationjobs.core.staging.StoreId;

/**
 * What a run is translated with, frozen when it starts: a worker that cannot serve it leaves it
 * alone, so a mixed fleet never makes a mixed novel.
 *
 * @param version
 *          of the plan's meaning; a worker serves the versions it knows
 * @param engines
 *          the fail-over chain, first choice first; never empty
 * @param parameters
 *          for each engine its parameters, for example {@code model}
 * @param promptVersion
 *          of the instructions given to language models
 * @param glossaryVersion
 *          of the novel's glossary; 0 without one
 * @param failurePolicy
 *          what a failed subtask means for the others
 * @param overwriteEdits
 *          whether rows that someone edited since their promotion are replaced
 * @param store
 *          where every result of the run is staged
 * @param synopsis
 *          what the novel is about, as engines with context are told, in the source language; empty
 *          when unknown
 */
public record Plan(
    int version,
    List<String> engines,
    Map<String, Map<String, String>> parameters,
    int promptVersion,
    long glossaryVersion,
    FailurePolicy failurePolicy,
    boolean overwriteEdits,
    StoreId store,
    String synopsis) {
  /** The newest version of plans that this code understands. */
  public static final int CURRENT_VERSION = 2;

  /** The version of a plan without a synopsis: workers of the version before understand it, too. */
  public static final int WITHOUT_SYNOPSIS = 1;

  /** The engine that stands outside the pipeline and therefore alone in its chain. */
  public static final String PLACEHOLDER = "placeholder";

  public Plan {
    engines = List.copyOf(engines);
    parameters = Map.copyOf(parameters);
    if (engines.isEmpty()) {
      throw new IllegalArgumentException("a plan needs at least one engine");
    }
    if (engines.stream().distinct().count() != engines.size()) {
      throw new IllegalArgumentException("an engine stands twice in the chain " + engines);
    }
    if (engines.contains(PLACEHOLDER) && engines.size() > 1) {
      throw new IllegalArgumentException(
          "the engine 'placeholder' can only be used alone, not in the chain " + engines);
    }
  }

  /** Without a synopsis. */
  public Plan(
      int version, List<String> engines, Map<String, Map<String, String>> parameters,
      int promptVersion, long glossaryVersion, FailurePolicy failurePolicy, boolean overwriteEdits,
      StoreId store) {
    this(
        version, engines, parameters, promptVersion, glossaryVersion, failurePolicy,
        overwriteEdits, store, "");
  }

  /** The same with another version of the glossary. */
  public Plan withGlossaryVersion(long newVersion) {
    return new Plan(
        version, engines, parameters, promptVersion, newVersion, failurePolicy, overwriteEdits,
        store, synopsis);
  }

  /**
   * The same with another synopsis. With one it has a version that workers refuse who would not tell
   * their engines, so that they do not translate some of the chapters otherwise.
   */
  public Plan withSynopsis(String newSynopsis) {
    return new Plan(
        newSynopsis.isEmpty() ? version : Math.max(version, CURRENT_VERSION), engines, parameters,
        promptVersion, glossaryVersion, failurePolicy, overwriteEdits, store, newSynopsis);
  }

  /** The same, but rows that someone edited since their promotion are kept. */
  public Plan withoutOverwriting() {
    return new Plan(
        version, engines, parameters, promptVersion, glossaryVersion, failurePolicy, false, store,
        synopsis);
  }

  /** The parameters of one engine; empty when the plan has none for it. */
  public Map<String, String> parametersOf(String engine) {
    return parameters.getOrDefault(engine, Map.of());
  }

  public boolean isPlaceholder() {
    return engines.equals(List.of(PLACEHOLDER));
  }

  /** What a failed subtask means for the rest of its run. */
  public enum FailurePolicy {
    /** The others still run, then the job fails. */
    FINISH_OTHERS,
    /** The job fails at once. */
    FAIL_FAST
  }
}
