package org.translationjobs.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.RequestContext.TextKind;

/** A text that waits for an acceptable answer. Used by one thread. */
final class Question {
  private final int id;
  private final String text;
  private final TextKind kind;
  private @Nullable String answer;
  private String refusal = "nobody was asked";
  private List<String> warnings = List.of();

  /** @param id unique among the questions that are asked together */
  Question(int id, String text, TextKind kind) {
    this.id = id;
    this.text = text;
    this.kind = kind;
  }

  int id() {
    return id;
  }

  String text() {
    return text;
  }

  TextKind kind() {
    return kind;
  }

  boolean isOpen() {
    return answer == null;
  }

  /** The accepted answer, with markers. */
  String answer() {
    if (answer == null) {
      throw new IllegalStateException("question " + id + " has no accepted answer");
    }
    return answer;
  }

  /** Why the last answer was not accepted. */
  String refusal() {
    return refusal;
  }

  List<String> warnings() {
    return warnings;
  }

  boolean hasMarkers() {
    return text.indexOf(Marker.LEFT) >= 0;
  }

  void refuse(String reason) {
    refusal = reason;
  }

  void accept(String target, List<String> remarks) {
    answer = target;
    warnings = List.copyOf(remarks);
  }
}
