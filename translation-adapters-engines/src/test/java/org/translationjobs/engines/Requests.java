package org.translationjobs.engines;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.job.LanguagePair;

/** Requests for tests. */
final class Requests {
  private Requests() {}

  static EngineRequest of(LanguagePair pair, Duration timeout, String... texts) {
    var segments = new ArrayList<EngineSegment>();
    for (var text : texts) {
      segments.add(new EngineSegment(segments.size() + 1, text));
    }
    return new EngineRequest(
        pair, SegmentFormat.MARKED, segments,
        RequestContext.of(RequestContext.TextKind.CONTENT), List.of(), Map.of(), timeout);
  }

  static EngineReply reply(TranslationEngine engine, LanguagePair pair, String... texts)
      throws InterruptedException {
    return engine.translate(of(pair, Duration.ofSeconds(30), texts));
  }

  static List<String> texts(TranslationEngine engine, LanguagePair pair, String... texts)
      throws InterruptedException {
    return switch (reply(engine, pair, texts)) {
      case EngineReply.Translated(var segments, var usage) -> segments.stream()
          .map(EngineSegment::text)
          .toList();
      case EngineReply.Failure failure -> throw new AssertionError(failure);
    };
  }
}
