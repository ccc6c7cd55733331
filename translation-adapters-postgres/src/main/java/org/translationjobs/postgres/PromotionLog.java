package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.List;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.postgres.PostgresPromotion.PromotedText;

/** What a promotion has done so far. Written rows are remembered in the database, not here. */
final class PromotionLog {
  private final List<String> kept = new ArrayList<>();
  private final List<Kept> keptTexts = new ArrayList<>();
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
    keptTexts.add(new Kept(text.subtask(), text.result()));
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
  List<Kept> keptTexts() {
    return keptTexts;
  }

  /** A finished item without its text. */
  record Kept(SubtaskId subtask, PostgresPromotion.Result result) {}
}
