package org.translationjobs.testkit.simulation.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.testkit.memory.Rows;

/**
 * What is promoted is the engine's translation of a source text that there was: not the source
 * itself, nothing truncated, altered or meant for another row.
 */
final class PromotedIsTranslated implements Rule {
  private final String from;
  private final UnaryOperator<String> translation;
  private final Map<EntityRef, Set<TranslatedText>> expected = new HashMap<>();
  private @Nullable List<Rows.Text> seen;

  /**
   * @param from
   *          language of the source texts
   * @param translation
   *          what the engine makes of a text
   */
  PromotedIsTranslated(String from, UnaryOperator<String> translation) {
    this.from = from;
    this.translation = translation;
  }

  @Override
  public void check(Step step) {
    learn(step.before().texts());
    for (var promotion : step.promotions()) {
      for (var written : promotion.written()) {
        step.after()
            .texts()
            .stream()
            .filter(row -> row.entity().equals(written.entity()))
            .filter(row -> row.lang().equals(written.lang()))
            .forEach(this::checkRow);
      }
    }
  }

  private void checkRow(Rows.Text row) {
    Rule.holds(
        expected.getOrDefault(row.entity(), Set.of())
            .contains(new TranslatedText(row.title(), row.body())),
        () -> "the promoted text of " + row.entity() + " is not a translation of its source: "
            + row);
  }

  @SuppressWarnings("ReferenceEquality") // an unchanged list is the same object
  private void learn(List<Rows.Text> texts) {
    if (texts == seen) {
      return;
    }
    seen = texts;
    for (var row : texts) {
      if (row.lang().equals(from)) {
        expected.computeIfAbsent(row.entity(), entity -> new HashSet<>())
            .add(new TranslatedText(translated(row.title()), translated(row.body())));
      }
    }
  }

  private @Nullable String translated(@Nullable String text) {
    return text == null ? null : translation.apply(text);
  }
}
