package org.translationjobs.pipeline;

import java.util.List;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.GlossaryTerm;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.RequestContext.TextKind;

/** What an engine was told beside the text, and what therefore may leak into its answer. */
record Told(List<GlossaryTerm> glossary, RequestContext context) {
  static final Told NOTHING = new Told(List.of(), RequestContext.of(TextKind.CONTENT));

  static Told in(EngineRequest request) {
    return new Told(request.glossary(), request.context());
  }
}
