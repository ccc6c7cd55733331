package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A question with markers, cut into what stands between them. */
record CutQuestion(Question question, List<Part> parts) {
  /**
   * @param before
   *          what stands before the piece and stays: markers, white space, text without letters
   * @param piece
   *          what is asked; empty at the end
   */
  record Part(String before, Optional<Question> piece) {}

  /** @param firstId of the pieces, which are numbered on from there */
  static CutQuestion of(Question question, int firstId) {
    var parts = new ArrayList<Part>();
    var id = firstId;
    var kept = new StringBuilder();
    for (var part : Markers.split(question.text())) {
      switch (part) {
        case Markers.Mark(var marker) -> kept.append(marker);
        case Markers.Text(var text) -> {
          var core = text.strip();
          if (core.codePoints().noneMatch(Character::isLetter)) {
            kept.append(text);
          } else {
            var start = text.indexOf(core);
            kept.append(text, 0, start);
            var piece = question.fragment(id++, core);
            parts.add(new Part(kept.toString(), Optional.of(piece)));
            kept.setLength(0);
            kept.append(text, start + core.length(), text.length());
          }
        }
      }
    }
    parts.add(new Part(kept.toString(), Optional.empty()));
    return new CutQuestion(question, parts);
  }

  List<Question> pieces() {
    return parts.stream().flatMap(part -> part.piece().stream()).toList();
  }

  /** The text with every piece's answer in its place. */
  String together() {
    var text = new StringBuilder();
    for (var part : parts) {
      text.append(part.before()).append(part.piece().map(Question::answer).orElse(""));
    }
    return text.toString();
  }
}
