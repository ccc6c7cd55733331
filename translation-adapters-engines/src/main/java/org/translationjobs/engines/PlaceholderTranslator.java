package org.translationjobs.engines;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.Translator;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.time.Tasks;

/** Writes the target language in front of each field; what is missing stays missing. */
final class PlaceholderTranslator implements Translator {
  /** The plan's parameter: milliseconds for each text. */
  static final String LATENCY = "latency-ms";

  private final Tasks tasks;

  PlaceholderTranslator(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public Translation translate(Assignment assignment, EngineCalls calls)
      throws InterruptedException {
    var source = assignment.source();
    var plan = assignment.plan();
    if (!plan.isPlaceholder()) {
      throw new IllegalArgumentException("not a plan of the placeholder: " + plan.engines());
    }
    var latency = latency(plan);
    if (latency.isPositive()) {
      tasks.sleep(latency);
    }
    var text =
        new TranslatedText(
            marked(source.title(), assignment.languages().to()), marked(source.body(), assignment
                .languages()
                .to()));
    return new Translation.Accepted(text, Plan.PLACEHOLDER, List.of(), Usage.NONE);
  }

  private static Duration latency(Plan plan) {
    var value = plan.parametersOf(Plan.PLACEHOLDER).getOrDefault(LATENCY, "0");
    try {
      return Duration.ofMillis(Long.parseLong(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the placeholder's parameter " + LATENCY + " is a whole number, not '" + value + "'", e);
    }
  }

  private static @Nullable String marked(@Nullable String text, String language) {
    return text == null ? null : "[" + language + "] " + text;
  }
}
