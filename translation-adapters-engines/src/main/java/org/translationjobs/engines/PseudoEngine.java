package org.translationjobs.engines;

import java.util.Set;
import java.util.regex.Pattern;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;

/**
 * Pseudo-localisation: readable text that is visibly not the source. Latin letters become accented
 * look-alikes, all other letters get a dot; markers, placeholders, addresses and tags stay.
 */
final class PseudoEngine implements TranslationEngine {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String LOOK_ALIKES = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž";
  private static final char DOT_ABOVE = '\u0307';
  private static final Pattern PROTECTED =
      Pattern.compile(
          "⟦/?\\d+/?⟧|\\{[^{}\\s]{0,40}}|%(?:\\d+\\$)?[-+0,.\\d]*[a-zA-Z]"
              + "|&#?\\w{1,10};|<[^<>]{1,200}>|\\b(?:https?://|www\\.)[^\\s<>⟦⟧]+");
  private static final EngineCapabilities CAPABILITIES =
      new EngineCapabilities(
          Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED, SegmentFormat.HTML),
          1_000, 200_000, 64, false, false, true);

  @Override
  public String name() {
    return "pseudo";
  }

  @Override
  public EngineCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public PairSupport supports(LanguagePair pair) {
    return new PairSupport.Supported();
  }

  @Override
  public EngineReply translate(EngineRequest request) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return new EngineReply.Translated(
        request.segments().stream().map(s -> new EngineSegment(s.id(), pseudo(s.text()))).toList(),
        Usage.ofCall());
  }

  private static String pseudo(String text) {
    var result = new StringBuilder(text.length() + text.length() / 8);
    var matcher = PROTECTED.matcher(text);
    var done = 0;
    while (matcher.find()) {
      append(result, text, done, matcher.start());
      result.append(text, matcher.start(), matcher.end());
      done = matcher.end();
    }
    append(result, text, done, text.length());
    return result.toString();
  }

  private static void append(StringBuilder result, String text, int from, int to) {
    for (var i = from; i < to;) {
      var codePoint = text.codePointAt(i);
      var letter = codePoint < 128 ? LETTERS.indexOf(codePoint) : -1;
      if (letter >= 0) {
        result.append(LOOK_ALIKES.charAt(letter));
      } else {
        result.appendCodePoint(codePoint);
        if (codePoint >= 128 && Character.isLetter(codePoint)) {
          result.append(DOT_ABOVE);
        }
      }
      i += Character.charCount(codePoint);
    }
  }
}
