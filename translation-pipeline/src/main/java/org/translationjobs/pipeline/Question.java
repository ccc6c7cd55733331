package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.RequestContext.TextKind;

/** A text that waits for an acceptable answer. Used by one thread. */
final class Question {
  private static final String NOBODY = "nobody was asked";

  private final int id;
  private final String text;
  private final TextKind kind;
  private final boolean isFragment;
  private @Nullable String answer;
  private String refusal = NOBODY;
  private boolean isDoubted;
  private final Set<String> doubts = new HashSet<>();
  private List<String> warnings = List.of();

  private Question(int id, String text, TextKind kind, boolean isFragment) {
    this.id = id;
    this.text = text;
    this.kind = kind;
    this.isFragment = isFragment;
  }

  /** @param id unique among the questions that are asked together */
  static Question of(int id, String text, TextKind kind) {
    return new Question(id, text, kind, false);
  }

  /** A part of this question's text, which has no markers. */
  Question fragment(int itsId, String part) {
    return new Question(itsId, part, kind, true);
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

  /** Whether it is only a part of a segment. */
  boolean isFragment() {
    return isFragment;
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

  /** Whether an answer was refused or doubted. */
  boolean wasAsked() {
    return !refusal.equals(NOBODY);
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

  /** Whether the last answer would have been accepted from a request for this text alone. */
  boolean isDoubted() {
    return isDoubted;
  }

  /** Whether the same check had a doubt about an earlier answer. */
  boolean wasDoubtedLike(String doubt) {
    return doubts.contains(kind(doubt));
  }

  private static String kind(String reason) {
    return reason.substring(0, reason.indexOf(':'));
  }

  void refuse(String reason) {
    refusal = reason;
    isDoubted = false;
  }

  void doubt(String reason) {
    refusal = reason;
    isDoubted = true;
    doubts.add(kind(reason));
  }

  /** Adds a remark to the accepted answer. */
  void warn(String remark) {
    var all = new ArrayList<>(warnings);
    all.add(remark);
    warnings = List.copyOf(all);
  }

  void accept(String target, List<String> remarks) {
    answer = target;
    warnings = List.copyOf(remarks);
  }
}
