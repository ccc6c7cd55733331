package org.translationjobs.pipeline;

import java.util.List;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.RequestContext.TextKind;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;

/** What is known of a novel while one of its texts is translated. Immutable. */
record BookContext(EntityRef entity, String synopsis, List<String> characters) {
  static BookContext of(Assignment assignment, ActiveTerms terms) {
    return new BookContext(
        assignment.source().entity(), assignment.plan().synopsis(), terms.characters());
  }

  RequestContext with(TextKind kind, String precedingTarget) {
    return new RequestContext(
        kind, isSynopsisItself(entity, kind) ? "" : synopsis, characters, precedingTarget);
  }

  /** The synopsis is the novel's description; nobody is told a text twice. */
  static boolean isSynopsisItself(EntityRef entity, TextKind kind) {
    return entity.type() == EntityType.NOVEL && kind == TextKind.DESCRIPTION;
  }
}
