package org.translationjobs.pipeline;

import java.util.List;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.GlossaryTerm;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.RequestContext.TextKind;

/**
 * What an engine was told beside the text, and what therefore may leak into its answer.
 *
 * @param obeysGlossary
 *          whether it promises to use the terms
 */
record Told(List<GlossaryTerm> glossary, boolean obeysGlossary, RequestContext context) {
  static final Told NOTHING = new Told(List.of(), false, RequestContext.of(TextKind.CONTENT));

  static Told in(EngineRequest request, EngineCapabilities capabilities) {
    return new Told(request.glossary(), capabilities.usesGlossary(), request.context());
  }
}
