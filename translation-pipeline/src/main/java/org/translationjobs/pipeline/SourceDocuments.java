package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.RequestContext.TextKind;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.TranslatedText;

/** A source text as documents: its title and its body, each where it is not missing. */
final class SourceDocuments {
  private final @Nullable Document title;
  private final @Nullable Document body;
  private final List<Segment> segments = new ArrayList<>();

  private SourceDocuments(SourceText source, Documents documents) {
    title = source.title() == null ? null : documents.title(source.title());
    body = source.body() == null ? null : documents.body(source.body());
    add(title, Segment.TITLE, TextKind.TITLE);
    add(body, bodyName(source), bodyKind(source));
  }

  static SourceDocuments of(SourceText source, Documents documents) {
    return new SourceDocuments(source, documents);
  }

  /** The first field with a character that no text should have, and what to do about it. */
  static Optional<String> invalidCharacter(SourceText source) {
    return invalidCharacter(Segment.TITLE, source.title())
        .or(() -> invalidCharacter(bodyName(source), source.body()));
  }

  private static Optional<String> invalidCharacter(String field, @Nullable String text) {
    return Optional.ofNullable(text)
        .flatMap(InvalidCharacters::first)
        .map(
            found -> String.format(
                Locale.ROOT,
                "the source's %s has the %s; remove it from the source row and run the job again",
                field, found));
  }

  private static String bodyName(SourceText source) {
    return isChapter(source) ? "content" : "description";
  }

  private static TextKind bodyKind(SourceText source) {
    return isChapter(source) ? TextKind.CONTENT : TextKind.DESCRIPTION;
  }

  private static boolean isChapter(SourceText source) {
    return source.entity().type() == EntityType.CHAPTER;
  }

  private void add(@Nullable Document document, String field, TextKind kind) {
    if (document == null) {
      return;
    }
    var number = 0;
    for (var slot : document.slots()) {
      segments.add(new Segment(segments.size() + 1, field, kind, ++number, slot.text()));
    }
  }

  /** In reading order; the ids count from 1. */
  List<Segment> segments() {
    return segments;
  }

  /** The text with the targets in place, one for each segment, in order. */
  TranslatedText assemble(List<String> targets) {
    var titles = title == null ? 0 : title.slots().size();
    return new TranslatedText(
        title == null ? null : title.assemble(targets.subList(0, titles)),
        body == null ? null : body.assemble(targets.subList(titles, targets.size())));
  }

  /** How the translated body's markup differs from the source's, in words. */
  Optional<String> difference(TranslatedText translated) {
    if (body == null || translated.body() == null
        || body.slots().stream().noneMatch(slot -> slot.text().escaping() == Escaping.HTML)) {
      return Optional.empty();
    }
    return StructureCheck.difference(body.source(), translated.body());
  }
}
