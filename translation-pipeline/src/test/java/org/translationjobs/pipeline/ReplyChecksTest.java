package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.engine.GlossaryTerm;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.RequestContext.TextKind;
import org.translationjobs.core.job.LanguagePair;

/** That each check of what language models do wrong fires, and what it lets pass. */
class ReplyChecksTest {
  private static final String SOURCE =
      "He walked down to the river, and there he waited for a long time in the rain.";
  private static final String TARGET =
      "Bajó caminando hasta el río, y allí esperó durante mucho tiempo bajo la lluvia.";

  @Test
  void aGoodTranslationHasNoRemark() {
    assertThat(judge(SOURCE, TARGET)).isEqualTo(new Checks.Judgement("", "", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ja", "abc", "no lo sé, ", "el río y la lluvia y el río, "})
  void aLoopIsRefused(String unit) {
    assertThat(judge(SOURCE, TARGET + unit.repeat(60) + ".").refusal())
        .startsWith("degeneration: ");
  }

  @Test
  void aSentenceRepeatedMoreThanInTheSourceIsRefused() {
    var target = "";
    for (var i = 0; i < 12; i++) {
      target += "Y allí esperó durante mucho tiempo bajo la lluvia. " + "x".repeat(i + 1) + ". ";
    }
    assertThat(judge(SOURCE, target).refusal()).startsWith("degeneration: one sentence");
  }

  @Test
  void aLoopOfTheSourceMayStay() {
    var source = "“Ha" + " ha".repeat(40) + "!” he laughed.";
    assertThat(judge(source, "«¡Ja" + " ja".repeat(40) + "!», se rio.").refusal()).isEmpty();
    var dots = ".".repeat(80);
    assertThat(judge("Contents" + dots + "14.", "Índice" + dots + "14.").refusal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "He stopped in the middle of the room, and then he said: | Se paró en medio de la sala,",
      "Your humble servant to command, | Su humilde servidor",
      "“How can you abuse your own children in such a way? You delight in vexing me.”"
          + " | «¿Cómo puede maltratar así a sus propios hijos?"})
  void anAnswerThatEndsEarlyIsRefused(String source, String target) {
    assertThat(judge(source, target).refusal()).startsWith("truncation: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "He came in late, and nobody had seen him. | y nadie le había visto.",
      "—He came in late, and nobody saw him. | y nadie le había visto."})
  void anAnswerThatBeginsLateIsRefused(String source, String target) {
    assertThat(judge(source, target).refusal()).startsWith("truncation: ");
    assertThat(judge(source, "llegó tarde y " + target.substring(2) + " Nadie.").refusal())
        .isEmpty();
  }

  @Test
  void aCutAnswerIsRefusedAndOneWithoutItsFullStopDoubted() {
    assertThat(judge(SOURCE, "Bajó caminando hasta el").refusal()).startsWith("truncation: ");
    assertThat(judge(SOURCE, TARGET.replace(".", "")).doubt()).startsWith("truncation: ");
    assertThat(judge("“Who is there?”", "«¿Quién anda ahí?»").doubt()).isEmpty();
    assertThat(judge("—Gold! Gold!", "—¡Oro!").doubt()).startsWith("truncation: ");
    assertThat(judge("—Gold! Gold!", "—¡Oro, oro!").doubt()).isEmpty();
    assertThat(judge("I wait.", "等着。", "en", "zh").doubt()).isEmpty();
    assertThat(judge("I am waiting here.", "ฉันกำลังรออยู่ที่นี่", "en", "th").doubt()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "I'm sorry, but I can't assist with that request.", "I cannot translate this text.",
      "As an AI language model, I do not have opinions.",
      "Lo siento, pero no puedo traducir este texto.",
      "Como modelo de lenguaje, no tengo opiniones.", "AS A AI I HAVE NO OPINIONS.",
      "As an artificial intelligence I have none.", "I’m a language model.", "I am an AI.",
      "I am unable to fulfill your request.", "I won't help you with that content.",
      "I cannot assist with that.", "I can't provide a translation.",
      "It violates our content policy.", "İt vıolateſ our polıcy.", "It is against my guidelines.",
      "Como IA no opino.", "Como una IA no opino.", "Como inteligencia artificial no opino.",
      "No puedo cumplir con esto.", "En tant qu’IA, je n'ai pas d'avis.",
      "Je ne peux pas traduire ce texte.", "Als KI habe ich keine Meinung.",
      "Als Sprachmodell habe ich keine.", "Ich kann diesen Text nicht übersetzen.",
      "作为人工智能，我没有意见。", "抱歉，我无法翻译。", "对不起，这个不能提供。",
      "申し訳ありませんが、翻訳できません。"})
  void anEngineThatDeclinesIsRefused(String target) {
    assertThat(judge(SOURCE, target).refusal()).startsWith("refusal: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "-No puedo ayudaros, señor -dijo Sancho. | “I cannot help you, sir,” said Sancho.",
      "-Lo siento, pero no puedo ir. | “I am sorry, but I cannot go.”",
      "-Soy un modelo de lenguaje. | “As an AI I cannot translate this.”"})
  void dialogueThatDeclinesPasses(String source, String target) {
    var isOfMachine = source.contains("modelo");
    assertThat(judge(source, target, "es", "en").refusal().startsWith("refusal"))
        .isEqualTo(isOfMachine);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Here is the translation: TARGET", "Sure! Here's the Spanish translation of the text: TARGET",
      "Translation: TARGET", "Aquí está la traducción: TARGET",
      "<think>Hm, a river.</think> TARGET",
      "The user wants Spanish.</think>TARGET", "TARGET"})
  void whatStandsAroundATranslationIsTakenOff(String reply) {
    assertThat(ReplyText.clean(SOURCE, reply.replace("TARGET", TARGET))).isEqualTo(TARGET);
  }

  @Test
  void whatTheSourceHasItselfStays() {
    assertThat(ReplyText.clean(SOURCE, "```text\n" + TARGET + "\n```")).isEqualTo(TARGET);
    assertThat(ReplyText.clean("Translation: a river", "Traducción: un río"))
        .isEqualTo("Traducción: un río");
    assertThat(ReplyText.clean(SOURCE, "Translation:")).isEqualTo("Translation:");
    assertThat(ReplyText.clean(SOURCE, "La traducción que él hizo del río es esta: larga."))
        .isEqualTo("La traducción que él hizo del río es esta: larga.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "**Translation:** Vino.", "Translation (Spanish): Vino.",
          "Here's the text in Spanish: Vino.",
          "Oto tłumaczenie: Vino.", "Вот перевод: Vino.", "Sure! Here you go: Vino.",
          "Claro, aquí tienes el texto traducido: Vino.",
          "Vino. Let me know if you need anything else!", "Vino. I HOPE THIS HELPS.",
          "Vino. Feel free to ask for more!", "Vino. Avísame si necesitas algo más.",
          "Vino.\n\nEspero que te sirva."})
  void whatIsSaidAroundATranslationIsTakenOff(String answer) {
    assertThat(ReplyText.clean("He came.", answer)).isEqualTo("Vino.");
    assertThat(ReplyText.clean(answer, answer)).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "Lo siento, pero no puedo ayudarte a traducir ese contenido.",
          "Es tut mir leid, aber dabei kann ich nicht helfen.",
          "Извините, я не могу перевести этот текст.",
          "I'm sorry, but I can't translate this text."})
  void anExcuseIsNoTranslation(String answer) {
    var words = new SourceWords(List.of());
    var candidate =
        new Candidate("He shot her.", answer, false, LanguagePair.of("en", "fr"), words);
    assertThat(new RefusalCheck().judge(candidate)).isNotEqualTo(Check.PASSED);
    assertThat(judge("“I am sorry,” he said.", "«Lo siento», dijo.", Told.NOTHING).doubt())
        .isEmpty();
  }

  @Test
  void whatTheEngineWasToldDoesNotComeBack() {
    var told =
        new Told(
            List.of(new GlossaryTerm("river", "río")), true,
            new RequestContext(
                TextKind.CONTENT, "A man waits at a river for a ferry that never comes.",
                List.of("Anna → Ana (the ferryman's daughter)"),
                "La noche anterior había llovido sin parar sobre la ciudad."),
            "Translate every segment whole: add, omit and explain nothing.");
    assertThat(judge(SOURCE, TARGET, told).refusal()).isEmpty();
    assertThat(judge(SOURCE, TARGET + " river = río.", told).refusal()).startsWith("leak: ");
    assertThat(judge(SOURCE, TARGET + " river → río.", told).refusal()).startsWith("leak: ");
    for (var leak : List.of(
        told.context().synopsis(), told.context().characters().getFirst(),
        "Translate the following text.", "Glossary: none.",
        "Every segment whole: add, omit, and explain nothing")) {
      assertThat(judge(SOURCE, TARGET + " " + leak + ".", told).refusal()).startsWith("leak: ");
    }
    assertThat(judge(SOURCE, told.context().precedingTarget() + " " + TARGET, told).doubt())
        .startsWith("leak: ");
  }

  @Test
  void aTermThatIsNotUsedGetsAWarning() {
    var told =
        Told.of(
            List.of(new GlossaryTerm("river", "ribera"), new GlossaryTerm("rain", "lluvia")),
            RequestContext.of(TextKind.CONTENT));
    assertThat(judge(SOURCE, TARGET, told).warnings())
        .containsExactly("glossary: not used: river → ribera");
    assertThat(judge("The rivers.", "Los ríos.", told).warnings()).isEmpty();
    var promised = new Told(told.glossary(), true, told.context(), "");
    assertThat(judge(SOURCE, TARGET, promised).doubt())
        .isEqualTo("glossary: not used: river → ribera");
    assertThat(judge("The river.", "Las riberas.", told).warnings()).isEmpty();
  }

  @Test
  void lengthIsJudgedByWhatIsUsualBetweenTheLanguages() {
    assertThat(judge(SOURCE, "Esperó allí mucho, y llovía.").warnings()).anyMatch(
        warning -> warning.startsWith("length: "));
    assertThat(judge(SOURCE, "Bajó y esperó allí.").doubt()).startsWith("length: ");
    assertThat(judge(SOURCE, "Esperó allí.").refusal()).startsWith("length: ");
    assertThat(judge(SOURCE.repeat(3), TARGET + " Y luego llovió. Llovió mucho tiempo.")
        .doubt())
        .startsWith("length: ");
    assertThat(judge(SOURCE, TARGET + " Y el agua subía y ya no se veía la otra orilla. ".repeat(4))
        .doubt()).startsWith("length: ");
    assertThat(judge(SOURCE, "他走到河边，在雨中等了很久。", "en", "zh").warnings()).isEmpty();
    assertThat(judge("他走到河边，在雨中等了很久，后来天就黑了，什么也看不见了。他还是等着。",
        "He walked down to the river and waited in the rain for a long time, until it was dark and"
            + " nothing could be seen any more. Still he waited.", "zh", "en").warnings())
        .isEmpty();
    assertThat(judge("“Go!”", "«¡Márchate ahora mismo!»").warnings()).isEmpty();
    assertThat(judge("“Go!”", "«¡Vete!» " + "Y se fue por el camino, sin decir más. ".repeat(4))
        .doubt()).startsWith("length: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "In 1812 he left. | En 1821 se fue.", "He had 1,000 men. | Tenía hombres.",
      "It was May 14. | Era el 14 de mayo de 1813."})
  void otherNumbersGetAWarning(String source, String target) {
    assertThat(judge(source, target).warnings()).anyMatch(w -> w.startsWith("digits: "));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "He had 1,000 men in 1812. | Tenía 1.000 hombres en 1812.",
      "Chapter 2 ends. | El capítulo dos acaba.", "Twenty men left. | Se fueron 20 hombres."})
  void theSameNumbersPass(String source, String target) {
    assertThat(judge(source, target).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "“Go,” she said. | Vete, dijo ella.", "He went away. | Se fue «lejos».",
      "“Go,” she said. | “Vete, dijo ella."})
  void lostAddedAndSingleQuotationMarksGetAWarning(String source, String target) {
    assertThat(judge(source, target).warnings()).anyMatch(w -> w.startsWith("quotes: "));
  }

  @Test
  void eachLanguageQuotesInItsOwnWay() {
    assertThat(judge("“Go,” she said.", "—Vete —dijo ella.").warnings()).isEmpty();
    assertThat(judge("“Go,” she said.", "«Vete», dijo ella.").warnings()).isEmpty();
    assertThat(judge("“Go,” she said.", "「行け」と彼女は言った。", "en", "ja").warnings()).isEmpty();
  }

  @Test
  void lostBracketsGetAWarning() {
    assertThat(judge("He (the man) left.", "Él (el hombre se fue.").warnings())
        .containsExactly("brackets: 0 times ')' instead of 1");
    assertThat(judge("He (the man) left.", "他（那个人）走了。", "en", "zh").warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Hello {name}! | ¡Hola {nombre}!", "Hello %s! | ¡Hola!", "Hello! | ¡Hola {{name}}!"})
  void otherPlaceholdersAreRefused(String source, String target) {
    assertThat(judge(source, target).refusal()).startsWith("placeholders: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "en | es | He waited there and then he came to the house of the man that she was with.",
      "en | es | Il est allé vers la rivière et il a attendu sous la pluie dans le froid.",
      "en | zh | He waited for a long time in the rain, and nobody came.",
      "en | es | 他在雨中等了很久。", "ja | zh | 彼は雨の中でずっと待っていました。"})
  void anotherLanguageIsRefused(String from, String to, String target) {
    var source = from.equals("ja") ? "男は長い間、雨に打たれて立ち続けた。" : SOURCE;
    assertThat(judge(source, target, from, to).refusal()).startsWith("language: ");
  }

  @Test
  void aFewForeignLettersAreDoubtedUnlessTheSourceHasThem() {
    assertThat(judge(SOURCE, TARGET.replace("río", "река")).doubt()).startsWith("language: ");
    assertThat(judge("他等着，在雨中。", "彼は雨の中で待った。", "zh", "ja").doubt()).isEmpty();
    assertThat(judge("The word is 山.", "La palabra es 山.").doubt()).isEmpty();
    assertThat(judge("JR is late.", "JR 晚点了。", "en", "zh").doubt()).isEmpty();
  }

  @Test
  void theSameTextTranslatedDifferentlyGetsAWarning() {
    var consistency = new Consistency();
    assertThat(consistency.warning(SOURCE, TARGET)).isEmpty();
    assertThat(consistency.warning(SOURCE, TARGET.replace("lluvia", "tormenta"))).isEmpty();
    assertThat(consistency.warning(SOURCE, "Se quedó parado junto al agua.")).get()
        .asString()
        .startsWith("consistency: ");
    assertThat(consistency.warning("“Yes.”", "«Sí.»")).isEmpty();
    assertThat(consistency.warning("“Yes.”", "«Claro.»")).isEmpty();
  }

  private static Checks.Judgement judge(String source, String target) {
    return judge(source, target, "en", "es");
  }

  private static Checks.Judgement judge(String source, String target, String from, String to) {
    return Checks.judge(
        new Candidate(
            source, target, false, LanguagePair.of(from, to), new SourceWords(List.of(source))));
  }

  private static Checks.Judgement judge(String source, String target, Told told) {
    return Checks.judge(
        new Candidate(
            source, target, false, Translations.EN_ES, new SourceWords(List.of(source)), told));
  }
}
