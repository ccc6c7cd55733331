package org.translationjobs.pipeline;

import java.util.List;
import java.util.regex.Pattern;

/** Takes off what language models put around a translation: thoughts, announcements, code fences. */
final class ReplyText {
  private static final Pattern THOUGHTS =
      Pattern.compile(
          "\\A\\s*(?:<(think|thinking|reasoning)>)?[\\s\\S]*?</(think|thinking|reasoning)>\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FENCE =
      Pattern.compile("\\A\\s*```\\w{0,12}\\s*\\n([\\s\\S]*?)\\n?\\s*```\\s*\\z");
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile(
          "\\A\\s*(?:\\*{2}|__)?"
              + "(?:(?:sure|certainly|of course|okay|claro|por supuesto|bien sûr|natürlich)[,!.]\\s+)?"
              + "(?:(?:here(?:['’]s| is| are| you go)|below is)[^\\n:]{0,60}"
              + "|(?:the )?translat(?:ion|ed text)(?: (?:in|into|to) \\w{1,15})?"
              + "|aquí (?:está|tienes?|va)(?: (?:la|una|tu|su|el))?"
              + " (?:traducción|texto traducido)[^\\n:]{0,40}"
              + "|(?:la )?traducción(?: al \\w{1,15})?"
              + "|voici (?:la|une|votre) traduction[^\\n:]{0,40}|traduction"
              + "|hier ist (?:die|eine|Ihre) übersetzung[^\\n:]{0,40}|übersetzung"
              + "|ecco la traduzione[^\\n:]{0,40}|traduzione|aqui está a tradução[^\\n:]{0,40}|tradução"
              + "|oto tłumaczenie[^\\n:]{0,40}|tłumaczenie|вот перевод[^\\n:]{0,40}|перевод"
              + "|(?:(?:以下是|这是|以下は)[^\\n:：]{0,12})?(?:翻译|译文|翻訳|訳文)(?:如下|です)?)"
              + "(?: \\([^()\\n]{1,30}\\))?\\s*[:：]\\s*(?:(?:\\*{2}|__)\\s*)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Phrases CLOSING =
      new Phrases(
          List.of("let me know", "hope this helps", "feel free", "avísame", "espero que"),
          Pattern.compile(
              "\\s*(?=[lihfae])(?:let me know if (?:you|there)|(?:I )?hope this helps|feel free to ask"
                  + "|avísame si (?:necesitas|quieres)|espero que (?:esto )?(?:te|le) sirva)[^\\n.!?]{0,80}[.!?]?\\s*\\z",
              Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));

  /** Characters of a text in which a closing remark stands. */
  private static final int END = 160;

  private ReplyText() {}

  /** The target without them, as far as the source has nothing like it and something is left. */
  static String clean(String source, String target) {
    var text = target.strip();
    if (text.contains("</")) {
      text = without(THOUGHTS, "", source, text);
    }
    if (text.startsWith("```")) {
      text = without(FENCE, "$1", source, text);
    }
    return withoutClosing(source, without(ANNOUNCEMENT, "", source, text));
  }

  /** Looked for at the end alone, since it may begin anywhere there. */
  private static String withoutClosing(String source, String text) {
    var from = Math.max(0, text.length() - END);
    return CLOSING.first(text.substring(from))
        .map(closing -> text.substring(0, text.length() - closing.length()))
        .filter(rest -> !rest.isEmpty() && !CLOSING.areIn(source))
        .orElse(text);
  }

  private static String without(Pattern pattern, String kept, String source, String text) {
    var matcher = pattern.matcher(text);
    if (!matcher.find() || pattern.matcher(source).find()) {
      return text;
    }
    var rest = matcher.replaceFirst(kept).strip();
    return rest.isEmpty() ? text : rest;
  }
}
