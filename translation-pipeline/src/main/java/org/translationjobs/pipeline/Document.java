package org.translationjobs.pipeline;

import java.util.List;

/** One field's text and where translations go in it; everything else stays as it is. */
record Document(String source, List<Slot> slots) {
  Document {
    slots = List.copyOf(slots);
  }

  /**
   * The text with the targets in the slots.
   *
   * @param targets
   *          one for each slot, in order, with markers
   */
  String assemble(List<String> targets) {
    var result = new StringBuilder(source.length() + source.length() / 4);
    var done = 0;
    for (var i = 0; i < slots.size(); i++) {
      var slot = slots.get(i);
      result.append(source, done, slot.start()).append(slot.text().restore(targets.get(i)));
      done = slot.end();
    }
    return result.append(source, done, source.length()).toString();
  }
}
