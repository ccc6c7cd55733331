package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.text.TokenEstimate;

/** Groups questions into requests, in order, within what an engine takes at once. */
final class Chunks {
  private static final int CHARACTERS_OF_A_TOKEN = 3;

  private Chunks() {}

  /**
   * @param maxSegments
   *          in one chunk; also bounded by the capabilities
   */
  static List<List<Question>> of(
      List<Question> questions, EngineCapabilities capabilities, int maxSegments) {
    var most = Math.min(maxSegments, capabilities.maxSegments());
    var chunks = new ArrayList<List<Question>>();
    var chunk = new ArrayList<Question>();
    var characters = 0L;
    for (var question : questions) {
      var length = weight(question.text(), capabilities);
      var isFull =
          chunk.size() == most
              || characters + length > capabilities.maxCharacters()
              || (capabilities.usesContext()
                  && !chunk.isEmpty()
                  && chunk.getLast().kind() != question.kind());
      if (isFull && !chunk.isEmpty()) {
        chunks.add(List.copyOf(chunk));
        chunk.clear();
        characters = 0;
      }
      chunk.add(question);
      characters += length;
    }
    if (!chunk.isEmpty()) {
      chunks.add(List.copyOf(chunk));
    }
    return chunks;
  }

  /**
   * Characters; for a language model, which is limited by tokens, more where a character is more of
   * them than in English.
   */
  private static int weight(String text, EngineCapabilities capabilities) {
    return capabilities.usesContext()
        ? Math.max(text.length(), CHARACTERS_OF_A_TOKEN * TokenEstimate.of(text))
        : text.length();
  }
}
