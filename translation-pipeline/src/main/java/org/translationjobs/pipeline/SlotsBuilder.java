package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Turns inline runs into slots. One use, one thread. */
final class SlotsBuilder implements RunSink {
  private final String source;
  private final Escaping escaping;
  private final Documents settings;
  private final List<Slot> slots = new ArrayList<>();

  SlotsBuilder(String source, Escaping escaping, Documents settings) {
    this.source = source;
    this.escaping = escaping;
    this.settings = settings;
  }

  /** Adds what there is to translate in a run. */
  @Override
  public void add(List<Piece> pieces, boolean heading) {
    for (var line : new Run(List.copyOf(pieces)).verses()) {
      for (var part : LongRun.cut(line.trimmed(), settings.budget(), settings.locale())) {
        addSlot(part.trimmed(), heading);
      }
    }
  }

  private void addSlot(Run run, boolean heading) {
    if (!run.hasLetters()) {
      return;
    }
    var text = MarkedText.of(run.pieces(), source, escaping);
    if (heading && Numerals.isRoman(text.marked())) {
      return;
    }
    slots.add(
        new Slot(run.pieces().getFirst().start(), run.pieces().getLast().end(), text, heading));
  }

  List<Slot> slots() {
    return slots;
  }
}
