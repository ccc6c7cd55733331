package org.translationjobs.pipeline;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A short answer in which the engine speaks of itself instead of translating. Only phrases that no
 * dialogue has, unless the source has one, too. An answer that begins with an excuse and speaks of the
 * task is doubted.
 */
final class RefusalCheck implements Check {
  private static final int SHORT = 500;

  private static final Phrases PHRASES =
      new Phrases(
          List.of(
              "as a ai", "language model", "artificial intelligence", "an ai", "translat",
              "with this", "with that", "with your", "request", "polic", "guideline",
              "modelo de lenguaje", "como ia", "como una ia", "inteligencia artificial",
              "no puedo", "en tant qu", "je ne peux pas", "als ki", "als sprachmodell",
              "ich kann", "作为", "抱歉", "对不起", "申し訳"),
          Pattern.compile(
              "\\b(?:as an? (?:AI|(?:large )?language model|artificial intelligence)\\b"
                  + "|I(?:['’]m| am) (?:an AI|a language model)\\b"
                  + "|I(?:['’]m| am)? ?(?:can(?:not|['’]t|n['’]t)|won['’]t|unable to|not able to)"
                  + " (?:\\w+ ){0,2}(?:translat(?:e|ing) (?:this|that|the|your)"
                  + "|(?:assist|help)(?: you)? with (?:this|that|your) (?:request|content|text)"
                  + "|assist with (?:this|that)"
                  + "|(?:fulfil|fulfill|comply with|continue with|process) (?:this|that|your|the) request"
                  + "|provide (?:a|the|this) translation)"
                  + "|(?:violates?|against) (?:my|our|the) (?:content )?(?:policy|policies|guidelines)\\b"
                  + "|como (?:modelo de lenguaje|(?:una )?(?:IA|inteligencia artificial))\\b"
                  + "|no puedo (?:traducir (?:est|es|el texto)|(?:ayudar|ayudarte|ayudarle) con es"
                  + "|cumplir con (?:est|es)|proporcionar (?:una|la|esta) traducción)"
                  + "|en tant qu(?:e modèle de langage|['’]IA)\\b"
                  + "|je ne peux pas (?:traduire (?:ce|le texte)|répondre à cette demande)"
                  + "|als (?:KI|Sprachmodell)\\b|ich kann (?:diesen|den) text nicht übersetzen)"
                  + "|作为(?:一个|一名)?(?:AI|人工智能|语言模型)"
                  + "|(?:抱歉|对不起).{0,20}(?:无法|不能).{0,10}(?:翻译|协助|提供|处理)"
                  + "|申し訳(?:ありません|ございません).{0,30}(?:翻訳|対応|お手伝い).{0,10}(?:できません|かねます)",
              Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));

  /** Excuses with which an answer begins, and what they are about; together in no novel's sentence. */
  private static final Pattern EXCUSE =
      Pattern.compile(
          "\\A[\\s\\p{Punct}]*(?:sorry|I['’]m sorry|I am sorry|I apologi[sz]e|lo siento|lo lamento|perdona"
              + "|disculpa|désolée?|je suis désolée?|es tut mir leid|tut mir leid|entschuldig"
              + "|mi dispiace|desculpe|sinto muito|przepraszam|извините|простите|к сожалению"
              + "|抱歉|对不起|很遗憾|申し訳|すみません|죄송)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern ABOUT_THE_TASK =
      Pattern.compile(
          "\\b(?:content|request|translat\\w*|text|contenido|solicitud|traduc\\w*|texto|contenu|demande"
              + "|tradui\\w*|inhalt|anfrage|übersetz\\w*|contenuto|richiesta|tradurr?\\w*|conteúdo|traduz\\w*"
              + "|treści|tłumacz\\w*|przetłumacz\\w*|переве\\w*|перевод\\w*|текст\\w*|содержани\\w*)\\b"
              + "|\\bdabei kann ich (?:dir |Ihnen )?nicht helfen|内容|请求|翻译|翻訳|依頼|번역|요청",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  @Override
  public String name() {
    return "refusal";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var target = candidate.target();
    if (target.length() > SHORT) {
      return PASSED;
    }
    var phrase = PHRASES.first(target);
    if (phrase.isPresent() && !PHRASES.areIn(candidate.source())) {
      return new Verdict.Refused("the engine declined: " + Excerpt.of(phrase.get()));
    }
    return EXCUSE.matcher(target).find() && ABOUT_THE_TASK.matcher(target).find()
        && !EXCUSE.matcher(Markers.strip(candidate.source())).find()
            ? new Verdict.Doubted("the engine seems to decline: " + Excerpt.of(target))
            : PASSED;
  }
}
