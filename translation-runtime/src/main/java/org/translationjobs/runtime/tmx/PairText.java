package org.translationjobs.runtime.tmx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.pipeline.Marker;
import org.translationjobs.runtime.tmx.TmxUnit.Kind;
import org.translationjobs.runtime.tmx.TmxUnit.Piece;
import org.translationjobs.runtime.tmx.TmxUnit.Tag;
import org.translationjobs.runtime.tmx.TmxUnit.Text;

/**
 * A source and its translation with markers: those of the source numbered from 1 in the order in which
 * they come, as segments have them, those of the translation as their counterparts.
 */
record PairText(String source, String target) {
  static PairText of(List<Piece> source, List<Piece> target) {
    var numbers = numbers(source);
    return new PairText(
        marked(source, numbers), marked(target, counterparts(source, numbers, target)));
  }

  /** With the numbers that the file has for {@code x} and {@code i}; empty where they are none. */
  static Optional<PairText> asWritten(List<Piece> source, List<Piece> target) {
    return written(source).flatMap(
        first -> written(target).map(
            second -> new PairText(marked(source, first), marked(target, second))));
  }

  private static Optional<int[]> written(List<Piece> pieces) {
    var numbers = new int[pieces.size()];
    for (var at = 0; at < numbers.length; at++) {
      if (pieces.get(at) instanceof Tag tag) {
        var name = tag.kind() == Kind.CLOSE ? tag.i() : tag.x();
        if (!name.matches("[0-9]{1,7}")) {
          return Optional.empty();
        }
        numbers[at] = Integer.parseInt(name);
      }
    }
    return Optional.of(numbers);
  }

  /** Of each tag of a source; an end has the number of its beginning. */
  private static int[] numbers(List<Piece> pieces) {
    var numbers = new int[pieces.size()];
    var open = new HashMap<String, Integer>();
    var last = 0;
    for (var at = 0; at < numbers.length; at++) {
      if (pieces.get(at) instanceof Tag tag) {
        var partner = tag.kind() == Kind.CLOSE ? open.remove(tag.i()) : null;
        numbers[at] = partner == null ? ++last : partner;
        if (tag.kind() == Kind.OPEN) {
          open.put(tag.i(), numbers[at]);
        }
      }
    }
    return numbers;
  }

  /**
   * By {@code x}, else by {@code i}, else the first of its kind that is still free. What has no
   * counterpart gets a number that the source does not have, and is refused because of it.
   */
  private static int[] counterparts(List<Piece> source, int[] sources, List<Piece> target) {
    var numbers = new int[target.size()];
    var open = new HashMap<String, Integer>();
    var taken = new HashSet<Integer>();
    for (var at = 0; at < numbers.length; at++) {
      if (target.get(at) instanceof Tag tag) {
        var partner = tag.kind() == Kind.CLOSE ? open.remove(tag.i()) : null;
        numbers[at] =
            partner == null ? counterpart(tag, source, sources, taken, source.size() + at + 1)
                : partner;
        if (tag.kind() == Kind.OPEN) {
          open.put(tag.i(), numbers[at]);
          taken.add(numbers[at]);
        } else if (tag.kind() == Kind.POINT) {
          taken.add(numbers[at]);
        }
      }
    }
    return numbers;
  }

  private static int counterpart(
      Tag wanted, List<Piece> source, int[] sources, Set<Integer> taken, int otherwise) {
    var firstFree = otherwise;
    for (var at = 0; at < sources.length; at++) {
      if (source.get(at) instanceof Tag tag && tag.kind() == wanted.kind()
          && !taken.contains(sources[at])) {
        if (isNamedAlike(tag, wanted)) {
          return sources[at];
        }
        firstFree = firstFree == otherwise ? sources[at] : firstFree;
      }
    }
    return firstFree;
  }

  private static boolean isNamedAlike(Tag tag, Tag wanted) {
    return (wanted.x().isEmpty() || tag.x().isEmpty())
        ? !wanted.i().isEmpty() && tag.i().equals(wanted.i())
        : tag.x().equals(wanted.x());
  }

  private static String marked(List<Piece> pieces, int[] numbers) {
    var text = new StringBuilder();
    for (var at = 0; at < numbers.length; at++) {
      switch (pieces.get(at)) {
        case Text(var part) -> text.append(part);
        case Tag tag -> text.append(
            new Marker(Marker.Kind.valueOf(tag.kind().name()), numbers[at]));
      }
    }
    return text.toString();
  }
}
