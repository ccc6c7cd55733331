package org.translationjobs.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An inline run as the engine sees it, its tags replaced by numbered markers, and the way back.
 *
 * @param marked
 *          the text with markers; white space that means nothing is one space
 * @param original
 *          the run as it stands in the source
 * @param tags
 *          the source of each marker
 */
record MarkedText(String marked, String original, Map<Marker, String> tags, Escaping escaping) {
  MarkedText {
    // not Map.copyOf: its hashing takes quadratic time for many consecutive numbers
    tags = Collections.unmodifiableMap(new HashMap<>(tags));
  }

  static MarkedText of(List<Piece> pieces, String source, Escaping escaping) {
    var partners = partners(pieces);
    var tags = new HashMap<Marker, String>();
    var marked = new StringBuilder();
    var numbers = new int[pieces.size()];
    var last = 0;
    for (var i = 0; i < pieces.size(); i++) {
      var piece = pieces.get(i);
      if (piece instanceof Piece.Text text) {
        escaping.append(marked, text.text());
        continue;
      }
      var opened = partners[i] >= 0 && partners[i] < i;
      numbers[i] = opened ? numbers[partners[i]] : ++last;
      var kind =
          partners[i] < 0 ? Marker.Kind.POINT : opened ? Marker.Kind.CLOSE : Marker.Kind.OPEN;
      var marker = new Marker(kind, numbers[i]);
      tags.put(marker, source.substring(piece.start(), piece.end()));
      marked.append(marker);
    }
    var original =
        pieces.isEmpty()
            ? ""
            : source.substring(pieces.getFirst().start(), pieces.getLast().end());
    return new MarkedText(marked.toString(), original, tags, escaping);
  }

  /** For each piece the index of the tag that closes or opens it; -1 for all that stands alone. */
  static int[] partners(List<Piece> pieces) {
    var partners = new int[pieces.size()];
    var open = new ArrayDeque<Integer>();
    var openByName = new HashMap<String, Integer>();
    for (var i = 0; i < partners.length; i++) {
      partners[i] = -1;
      if (pieces.get(i) instanceof Piece.Open tag) {
        open.push(i);
        openByName.merge(tag.name(), 1, Integer::sum);
      } else if (pieces.get(i) instanceof Piece.Close tag
          && openByName.getOrDefault(tag.name(), 0) > 0) {
        var partner = popUntil(tag.name(), open, openByName, pieces);
        partners[i] = partner;
        partners[partner] = i;
      }
    }
    return partners;
  }

  private static int popUntil(
      String name, ArrayDeque<Integer> open, Map<String, Integer> openByName,
      List<Piece> pieces) {
    while (true) {
      var index = open.pop();
      var popped = ((Piece.Open) pieces.get(index)).name();
      openByName.merge(popped, -1, Integer::sum);
      if (popped.equals(name)) {
        return index;
      }
    }
  }

  boolean hasMarkers() {
    return !tags.isEmpty();
  }

  /**
   * The target in the source's form: the tags back in the place of their markers, everything else
   * escaped. The very source when the target is what was sent.
   */
  String restore(String target) {
    if (target.equals(marked)) {
      return original;
    }
    var restored = new StringBuilder();
    for (var part : Markers.split(target)) {
      switch (part) {
        case Markers.Text(var text) -> restored.append(escaping.escape(text, original));
        case Markers.Mark(var marker) -> restored.append(tags.getOrDefault(marker, ""));
      }
    }
    return restored.toString();
  }

  /** The texts between the markers, as they are. */
  List<String> texts() {
    var texts = new ArrayList<String>();
    for (var part : Markers.split(marked)) {
      if (part instanceof Markers.Text(var text)) {
        texts.add(text);
      }
    }
    return texts;
  }
}
