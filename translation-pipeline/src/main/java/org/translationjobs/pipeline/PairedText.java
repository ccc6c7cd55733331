package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.pipeline.Paragraph.Form;

/**
 * A text and its translation, paragraph by paragraph. A translation that was made here has the
 * structure of its source; one that a person wrote or edited may have another, then the field is not
 * paired. Immutable.
 */
public final class PairedText {
  private final List<SegmentPair> pairs = new ArrayList<>();
  private final List<String> unpaired = new ArrayList<>();
  private final Map<String, SegmentPair> bySegment = new HashMap<>();
  private final List<String> sources = new ArrayList<>();
  private final List<String> targets = new ArrayList<>();
  private final Documents documents;

  /**
   * @param lang
   *          of the source
   * @param budget
   *          the smallest number of characters that an engine of the chain takes at once, by which
   *          segments are numbered
   */
  public PairedText(SourceText source, SourceText translation, String lang, int budget) {
    documents = new Documents(Locale.forLanguageTag(lang.replace('_', '-')), budget);
    pair(Segment.TITLE, source.title(), translation.title(), true);
    var body = source.entity().type() == EntityType.CHAPTER ? "content" : "description";
    pair(body, source.body(), translation.body(), false);
  }

  private void pair(
      String field, @Nullable String source, @Nullable String target, boolean isTitle) {
    if (source == null) {
      return;
    }
    var form = isTitle ? Form.TITLE : Form.ofBody(source);
    var slots = (isTitle ? documents.title(source) : documents.body(source)).slots();
    var left = Paragraph.of(source, form);
    var right = target == null ? List.<Paragraph>of() : Paragraph.of(target, form);
    left.forEach(paragraph -> sources.add(paragraph.text()));
    right.forEach(paragraph -> targets.add(paragraph.text()));
    var isPaired = left.size() == right.size();
    if (!isPaired) {
      unpaired.add(difference(field, left, target == null ? null : right));
    }
    var next = 0;
    for (var i = 0; i < left.size(); i++) {
      var own = new ArrayList<Slot>();
      while (next < slots.size() && slots.get(next).start() < left.get(i).end()) {
        own.add(slots.get(next++));
      }
      var before = next - own.size();
      segments(field, before, own, left.get(i), isPaired ? Optional.of(right.get(i))
          : Optional.empty());
    }
  }

  /** @param before how many segments of the field stand in front of the paragraph */
  private void segments(
      String field, int before, List<Slot> slots, Paragraph source, Optional<Paragraph> target) {
    if (slots.isEmpty()) {
      return;
    }
    var label = Segment.label(field, before + 1);
    target.ifPresent(
        paragraph -> pairs.add(new SegmentPair(label, source.text(), paragraph.text())));
    var whole = target.map(Paragraph::text).orElse("");
    var lines = target.map(Paragraph::lines).orElse(List.of());
    for (var i = 0; i < slots.size(); i++) {
      var isLine = slots.size() > 1 && slots.size() == lines.size();
      bySegment.put(
          Segment.label(field, before + 1 + i),
          new SegmentPair(
              Segment.label(field, before + 1 + i), Markers.strip(slots.get(i).text().marked()),
              isLine ? lines.get(i) : whole));
    }
  }

  private static String difference(
      String field, List<Paragraph> source, @Nullable List<Paragraph> target) {
    if (target == null) {
      return field + ": not there";
    }
    return field + ": " + lettered(source) + " paragraphs in the source, " + lettered(target)
        + " in the translation";
  }

  private static long lettered(List<Paragraph> paragraphs) {
    return paragraphs.stream().filter(Paragraph::hasLetters).count();
  }

  /** The paragraphs that have something to translate, of the fields that can be paired. */
  public List<SegmentPair> pairs() {
    return List.copyOf(pairs);
  }

  /** The fields that cannot be paired, each with the reason. */
  public List<String> unpaired() {
    return List.copyOf(unpaired);
  }

  /** The segment that warnings call so; empty for one that the source does not have. */
  public Optional<SegmentPair> segment(String name) {
    return Optional.ofNullable(bySegment.get(name));
  }

  /** Every paragraph of the source, paired or not. */
  public List<String> sources() {
    return List.copyOf(sources);
  }

  /** Every paragraph of the translation, paired or not. */
  public List<String> targets() {
    return List.copyOf(targets);
  }
}
