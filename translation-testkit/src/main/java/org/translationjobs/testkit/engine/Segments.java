package org.translationjobs.testkit.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.translationjobs.core.engine.EngineSegment;

/** Spoils good answers. */
final class Segments {
  private static final String JAPANESE = "これは別の言語で書かれた文章です。";
  private static final int WITHOUT_END = 2_000;

  private Segments() {}

  /**
   * @param prompt
   *          the lines that the answer may leak; empty where there are none
   * @return the very list when there is nothing to spoil
   */
  static List<EngineSegment> spoil(
      Misbehaviour.Content kind, List<EngineSegment> source, List<EngineSegment> good,
      Prompt prompt, Random random) {
    var one = random.nextInt(good.size());
    return switch (kind) {
      case MERGED -> good.size() < 2 ? good : merged(good, random.nextInt(good.size() - 1));
      case DROPPED -> good.size() < 2 ? good : without(good, one);
      case SHIFTED_UP -> good.size() < 2
          ? good
          : renumbered(good, merged(good, random.nextInt(good.size() - 1)));
      case SHIFTED_DOWN -> good.size() < 2
          ? good
          : renumbered(good, split(good, random.nextInt(good.size() - 1)));
      case OFF_BY_ONE -> good.size() < 2 ? good : offByOne(good, random);
      case ROTATED -> good.size() < 2 ? good : rotated(good, random);
      case DOUBLED -> with(good, one + 1, good.get(one));
      case INVENTED -> with(
          good, good.size(),
          new EngineSegment(
              good.stream().mapToInt(EngineSegment::id).max().orElse(0) + 1,
              good.getLast().text()));
      case ECHOED -> echoed(source, good, one, random);
      case LOST_TAGS -> withoutTags(good, one);
      case WRONG_LANGUAGE -> change(
          good, one, text -> JAPANESE.repeat(1 + text.length() / (2 * JAPANESE.length())));
      case HALVED -> change(good, one, text -> text.substring(0, (text.length() + 1) / 2));
      case PROMPT_LEAK -> prompt.start().isEmpty()
          ? good
          : change(good, one, text -> prompt.start() + " " + text);
      case GLOSSARY_LEAK -> prompt.term().isEmpty()
          ? good
          : change(good, one, text -> prompt.term() + "\n" + text);
      case ADDED_SCRIPT -> change(good, one, text -> text + "<script>alert(1)</script>");
      case ADDED_HANDLER -> change(good, one, text -> "<b onclick=\"alert(1)\">" + text + "</b>");
      case ADDED_LINK -> change(good, one, text -> text + " https://spam.example/offer");
      case ALTERNATING -> change(good, one, text -> text + " ha ho".repeat(WITHOUT_END / 6));
      case ONE_CHARACTER -> change(good, one, text -> text + "a".repeat(WITHOUT_END));
      case TRUNCATED, OBEYED, REFUSED_IN_WORDS, REFUSED_IN_FIELD, CONTENT_FILTER, PREAMBLE,
          THINKING ->
          good;
    };
  }

  /**
   * What an answer may leak.
   *
   * @param start
   *          of the first message
   * @param term
   *          the line that looks like a term of a glossary
   */
  record Prompt(String start, String term) {
    static final Prompt NONE = new Prompt("", "");
  }

  private static List<EngineSegment> change(
      List<EngineSegment> good, int index, UnaryOperator<String> change) {
    var changed = new ArrayList<>(good);
    changed.set(
        index, new EngineSegment(good.get(index).id(), change.apply(good.get(index).text())));
    return changed;
  }

  private static List<EngineSegment> merged(List<EngineSegment> good, int index) {
    return without(
        change(good, index, text -> text + " " + good.get(index + 1).text()), index + 1);
  }

  private static List<EngineSegment> split(List<EngineSegment> good, int index) {
    var text = good.get(index).text();
    var space = text.indexOf(' ', text.length() / 2);
    var at = space < 0 ? (text.length() + 1) / 2 : space;
    return with(
        change(good, index, t -> t.substring(0, at).strip()), index + 1,
        new EngineSegment(0, text.substring(at).strip()));
  }

  private static List<EngineSegment> offByOne(List<EngineSegment> good, Random random) {
    var index = random.nextInt(good.size() - 1);
    var shifted =
        new ArrayList<>(
            switch (random.nextInt(4)) {
              case 0 -> without(good, index);
              case 1 -> merged(good, index);
              case 2 -> split(good, index);
              default -> with(good, index, good.get(index));
            });
    if (shifted.size() < good.size()) {
      shifted.add(shifted.getLast());
    }
    return renumbered(good, shifted);
  }

  private static List<EngineSegment> rotated(List<EngineSegment> good, Random random) {
    var index = random.nextInt(good.size() - 1);
    var end = Math.min(good.size(), index + 3 + random.nextInt(4));
    var moved = new ArrayList<>(good);
    Collections.rotate(moved.subList(index, end), random.nextBoolean() ? 1 : -1);
    return renumbered(good, moved);
  }

  /** The texts under the first ids, in order; without those that are too many. */
  private static List<EngineSegment> renumbered(
      List<EngineSegment> good, List<EngineSegment> shifted) {
    return IntStream.range(0, Math.min(good.size(), shifted.size()))
        .mapToObj(i -> new EngineSegment(good.get(i).id(), shifted.get(i).text()))
        .toList();
  }

  private static List<EngineSegment> without(List<EngineSegment> good, int index) {
    var rest = new ArrayList<>(good);
    rest.remove(index);
    return rest;
  }

  private static List<EngineSegment> with(
      List<EngineSegment> good, int index, EngineSegment more) {
    var all = new ArrayList<>(good);
    all.add(index, more);
    return all;
  }

  private static List<EngineSegment> echoed(
      List<EngineSegment> source, List<EngineSegment> good, int one, Random random) {
    return IntStream.range(0, good.size())
        .mapToObj(i -> i == one || random.nextBoolean() ? source.get(i) : good.get(i))
        .toList();
  }

  private static List<EngineSegment> withoutTags(List<EngineSegment> good, int from) {
    for (var i = 0; i < good.size(); i++) {
      var index = (from + i) % good.size();
      var text = good.get(index).text();
      var bare = text.replaceAll("⟦/?\\d+/?⟧|</?\\w+/?>", "");
      if (!bare.equals(text)) {
        return change(good, index, t -> bare);
      }
    }
    return good;
  }
}
