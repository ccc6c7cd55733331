package org.translationjobs.pipeline;

import java.util.regex.Pattern;

/**
 * A short answer in which the engine speaks of itself instead of translating. Only phrases that no
 * dialogue has, unless the source has one, too.
 */
final class RefusalCheck implements Check {
  private static final int SHORT = 500;

  private static final Pattern PHRASE =
      Pattern.compile(
          "\\bas an? (?:AI|(?:large )?language model|artificial intelligence)\\b"
              + "|\\bI(?:['’]m| am) (?:an AI|a language model)\\b"
              + "|\\bI(?:['’]m| am)? ?(?:can(?:not|['’]t|n['’]t)|won['’]t|unable to|not able to)"
              + " (?:\\w+ ){0,2}(?:translat(?:e|ing) (?:this|that|the|your)"
              + "|(?:assist|help)(?: you)? with (?:this|that|your) (?:request|content|text)"
              + "|assist with (?:this|that)"
              + "|(?:fulfil|fulfill|comply with|continue with|process) (?:this|that|your|the) request"
              + "|provide (?:a|the|this) translation)"
              + "|\\b(?:violates?|against) (?:my|our|the) (?:content )?(?:policy|policies|guidelines)\\b"
              + "|\\bcomo (?:modelo de lenguaje|(?:una )?(?:IA|inteligencia artificial))\\b"
              + "|\\bno puedo (?:traducir (?:est|es|el texto)|(?:ayudar|ayudarte|ayudarle) con es"
              + "|cumplir con (?:est|es)|proporcionar (?:una|la|esta) traducción)"
              + "|\\ben tant qu(?:e modèle de langage|['’]IA)\\b"
              + "|\\bje ne peux pas (?:traduire (?:ce|le texte)|répondre à cette demande)"
              + "|\\bals (?:KI|Sprachmodell)\\b|\\bich kann (?:diesen|den) text nicht übersetzen"
              + "|作为(?:一个|一名)?(?:AI|人工智能|语言模型)"
              + "|(?:抱歉|对不起).{0,20}(?:无法|不能).{0,10}(?:翻译|协助|提供|处理)"
              + "|申し訳(?:ありません|ございません).{0,30}(?:翻訳|対応|お手伝い).{0,10}(?:できません|かねます)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  @Override
  public String name() {
    return "refusal";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var found = PHRASE.matcher(candidate.target());
    return candidate.target().length() <= SHORT && found.find()
        && !PHRASE.matcher(candidate.source()).find()
            ? new Verdict.Refused("the engine declined: " + Excerpt.of(found.group()))
            : PASSED;
  }
}
