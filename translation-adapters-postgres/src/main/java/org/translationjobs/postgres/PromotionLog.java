package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.List;
import org.translationjobs.postgres.PostgresPromotion.PromotedText;

/** What a promotion has done so far. Written rows are remembered in the database, not here. */
final class PromotionLog {
  private final List<String> kept = new ArrayList<>();
  private final List<PromotedText> keptTexts = new ArrayList<>();
  private int inserted;
  private int updated;

  void insert(int rows) {
    inserted += rows;
  }

  void update(int rows) {
    updated += rows;
  }

  void keep(PromotedText text, String why) {
    kept.add(why);
    keptTexts.add(text);
  }

  int inserted() {
    return inserted;
  }

  int updated() {
    return updated;
  }

  List<String> kept() {
    return kept;
  }

  /** Finished items whose row was left as it is. */
  List<PromotedText> keptTexts() {
    return keptTexts;
  }
}
