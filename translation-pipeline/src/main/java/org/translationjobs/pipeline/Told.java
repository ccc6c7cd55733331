package org.translationjobs.pipeline;

import java.util.List;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.GlossaryTerm;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.RequestContext.TextKind;
import org.translationjobs.core.engine.TranslationEngine;

/**
 * What an engine was told beside the text, and what therefore may leak into its answer.
 *
 * @param obeysGlossary
 *          whether it promises to use the terms
 * @param instructions
 *          empty where it gets none
 */
record Told(
    List<GlossaryTerm> glossary, boolean obeysGlossary, RequestContext context,
    String instructions) {
  static final Told NOTHING = Told.of(List.of(), RequestContext.of(TextKind.CONTENT));

  /** Without instructions, by an engine that promises nothing. */
  static Told of(List<GlossaryTerm> glossary, RequestContext context) {
    return new Told(glossary, false, context, "");
  }

  static Told in(EngineRequest request, TranslationEngine engine) {
    return new Told(
        request.glossary(), engine.capabilities().usesGlossary(), request.context(),
        engine.instructions(request));
  }
}
