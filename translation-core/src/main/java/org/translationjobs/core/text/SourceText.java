package org.translationjobs.core.text;

import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;

/**
 * The text of one entity in one language: the title, and as body a chapter's content or a volume's
 * or novel's description.
 *
 * <p>
 * An empty description counts as a missing one, as in the integration guide. A chapter's empty
 * content stays what it is.
 *
 * @param version
 *          tells cheaply whether the row was written since: equal versions mean an equal row,
 *          different ones that the text has to be compared
 */
public record SourceText(
    EntityRef entity, @Nullable String title, @Nullable String body, String version) {
  public SourceText {
    if (entity.type() != EntityType.CHAPTER && body != null && body.isEmpty()) {
      body = null;
    }
  }

  /** The hash by which a later change of the source is noticed. */
  public TextHash hash() {
    return TextHash.of(title, body);
  }
}
