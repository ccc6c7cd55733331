package org.translationjobs.engines;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One segment as Apertium gave it back.
 */
record ApertiumRun(List<Item> items) {
  /** A pronoun in italics that the target language expresses in the verb that follows. */
  private static final Pattern EMPTY_BEFORE = Pattern.compile("(⟦\\d+⟧) *(⟦/\\d+⟧) *(\\p{L}+)");

  /** One that it expresses in the word before. */
  private static final Pattern EMPTY_BEHIND = Pattern.compile("(\\p{L}+) *(⟦\\d+⟧) *(⟦/\\d+⟧)");

  private static final Pattern MARKER = Pattern.compile("⟦(/?)(\\d{1,7})(/?)⟧");

  /** A piece of the answer. */
  sealed interface Item {
    /** @param tags the numbers of the markers around it, outermost first */
    record Words(String text, List<Integer> tags) implements Item {}

    /** What passed through as it was: a marker, a space. */
    record Kept(String text) implements Item {}

    /** Between two sentences. */
    record Cut() implements Item {}

    /** The end of the segment, behind the full stop that was added to it. */
    record End() implements Item {}
  }

  private record Span(int first, int last) {
    boolean contains(Span other) {
      return first <= other.first && other.last <= last;
    }
  }

  ApertiumRun {
    items = List.copyOf(items);
  }

  /**
   * The text with its markers: each pair around all words that carry it. Empty when the words of a
   * pair are lost or have drifted apart so that pairs would overlap.
   *
   * @param source
   *          the segment as it was sent
   */
  Optional<String> text(String source) {
    var parents = parents(source);
    var spans = spans();
    if (!spans.keySet().equals(parents.keySet())) {
      return Optional.empty();
    }
    if (!areNested(spans, parents)) {
      return Optional.empty();
    }
    return Optional.of(write(source, spans, new ArrayList<>(parents.keySet())));
  }

  /** The segment cut where its sentences were; in one piece where any cut is not between two any more. */
  List<ApertiumRun> sentences() {
    var sentences = new ArrayList<ApertiumRun>();
    var from = 0;
    var last = "";
    for (var i = 0; i < items.size(); i++) {
      switch (items.get(i)) {
        case Item.Words(var words, var tags) -> last = words.isBlank() ? last : words;
        case Item.Cut() -> {
          if (!ApertiumSentences.isEnd(last)) {
            return List.of(this);
          }
          sentences.add(new ApertiumRun(items.subList(from, i)));
          from = i + 1;
          last = "";
        }
        case Item.Kept kept -> {
        }
        case Item.End end -> {
        }
      }
    }
    if (last.isEmpty()) {
      return List.of(this);
    }
    sentences.add(new ApertiumRun(items.subList(from, items.size())));
    return sentences;
  }

  /**
   * The text with the markers that passed through as they are.
   *
   * @param source
   *          the segment as it was sent
   */
  String textAsPassed(String source) {
    var text = EMPTY_BEFORE.matcher(write(source, Map.of(), List.of())).replaceAll("$1$3$2");
    return EMPTY_BEHIND.matcher(text).replaceAll("$2$1$3");
  }

  private String write(String source, Map<Integer, Span> spans, List<Integer> outermostFirst) {
    var opening = outermostFirst.stream().collect(groupingBy(n -> at(spans, n).first()));
    var closing =
        outermostFirst.reversed().stream().collect(groupingBy(n -> at(spans, n).last()));
    var text = new StringBuilder();
    for (var i = 0; i < items.size(); i++) {
      opening.getOrDefault(i, List.of()).forEach(n -> text.append('⟦').append(n).append('⟧'));
      switch (items.get(i)) {
        case Item.Words(var words, var tags) -> text.append(words);
        case Item.Kept(var kept) -> text.append(kept);
        case Item.Cut() -> {
        }
        case Item.End() -> dropFullStop(text);
      }
      closing.getOrDefault(i, List.of()).forEach(n -> text.append("⟦/").append(n).append('⟧'));
    }
    return ApertiumSpacing.tidy(source, text.toString());
  }

  private static void dropFullStop(StringBuilder text) {
    if (!text.isEmpty() && text.charAt(text.length() - 1) == '.') {
      text.setLength(text.length() - 1);
    }
  }

  private Map<Integer, Span> spans() {
    var spans = new HashMap<Integer, Span>();
    for (var i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Item.Words(var words, var tags) && !words.isBlank()) {
        var here = new Span(i, i);
        tags.forEach(n -> spans.merge(n, here, (a, b) -> new Span(a.first(), b.last())));
      }
    }
    return spans;
  }

  /** For each pair of the source, in order, the pair around it; 0 without. */
  private static Map<Integer, Integer> parents(String source) {
    var parents = new LinkedHashMap<Integer, Integer>();
    var open = new ArrayDeque<Integer>();
    var markers = MARKER.matcher(source);
    while (markers.find()) {
      if (!markers.group(3).isEmpty()) {
        continue;
      }
      if (markers.group(1).isEmpty()) {
        var number = Integer.parseInt(markers.group(2));
        parents.put(number, open.isEmpty() ? 0 : open.peek());
        open.push(number);
      } else {
        open.poll();
      }
    }
    return parents;
  }

  /** Whether each pair lies in the one around it and beside its neighbours, as in the source. */
  private static boolean areNested(Map<Integer, Span> spans, Map<Integer, Integer> parents) {
    var ends = new HashMap<Integer, Integer>();
    var inOrder = parents.keySet().stream().sorted(comparingInt(n -> at(spans, n).first()));
    for (var number : inOrder.toList()) {
      var span = at(spans, number);
      var parent = parents.getOrDefault(number, 0);
      var isBeside = span.first() > ends.getOrDefault(parent, -1);
      var isWithin = parent == 0 || at(spans, parent).contains(span);
      if (!isBeside || !isWithin) {
        return false;
      }
      ends.put(parent, span.last());
    }
    return true;
  }

  private static Span at(Map<Integer, Span> spans, int number) {
    return spans.getOrDefault(number, new Span(-1, -1));
  }
}
