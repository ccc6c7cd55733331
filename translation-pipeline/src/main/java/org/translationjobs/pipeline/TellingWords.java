package org.translationjobs.pipeline;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words by which a language is known, as they stand in every text of it and in few names: articles,
 * pronouns, prepositions, conjunctions, auxiliary verbs, greetings, weekdays, and what chapters are
 * called. An apostrophe ends a word.
 */
final class TellingWords {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Map<String, Set<String>> BY_LANGUAGE =
      Map.of(
          "en", words("""
              the and of to in is it that was he she his her him they them their we us our you your
              i my me at by for from on with as be been being am are were not no but or nor so if
              then than there here this these those an a all any some which who whom whose what when
              where why how had has have having do does did will would could should must can shall
              said say says very more most such into upon about over under after before again only
              just now never ever every nothing something nobody somebody everything yes its out up
              down off too much many own because while until though chapter volume book part
              prologue epilogue preface contents appendix end sunday monday tuesday
              wednesday thursday friday saturday hello goodbye dear indeed yours hers ours little please thanks one two three four five
              six seven eight nine ten first second third"""),
          "es", words("""
              el la los las un una unos unas de del al a en y e o u que qué no sí si con por para
              como cómo cuando cuándo donde dónde quien quién cual cuál es era eran fue fueron ser
              sido está están estaba he ha has han había haber hay su sus mi mis tu tus se le les lo
              me te nos os yo tú él ella ellos ellas usted ustedes nosotros esto eso esta este ese
              esa pero más menos muy ya también tampoco nada nadie nunca siempre todo toda todos
              todas algo alguien sin sobre entre hasta desde porque pues así aquí allí ahora luego
              después antes dijo capítulo tomo libro parte prólogo epílogo índice fin domingo lunes
              martes miércoles jueves viernes sábado hola adiós gracias uno dos tres cuatro cinco
              seis siete ocho nueve diez primero segunda segundo tercero primera tercera"""),
          "fr", words("""
              le la les un une des du de d l à au aux en et ou où que qu qui quoi ne n pas non oui si
              dans sur sous avec sans pour par comme quand est était étaient être été a as ai ont
              avait avoir son sa ses mon ma mes ton ta tes leur leurs se s je j tu il elle nous vous
              ils elles on me m te t ce c cette ces cet cela ça mais plus moins très tout toute tous
              toutes rien personne jamais toujours aussi ici là alors puis car donc chapitre tome volume
              livre partie prologue épilogue préface fin dimanche lundi mardi mercredi jeudi vendredi
              samedi bonjour adieu merci deux trois quatre cinq six sept huit neuf dix premier
              première deuxième second troisième dit"""),
          "de", words("""
              der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine
              ja nein ich du er sie es wir ihr mich mir dich dir ihn ihm ihnen uns euch mein meine
              dein sein seine ihre unser in im an am auf aus bei mit nach von vom zu zum zur für über
              unter vor hinter zwischen durch ohne gegen um als wie wenn weil dass daß ob was wer wo
              wann warum ist war waren sind bin hat hatte hatten haben habe wird wurde werden kann
              konnte muss musste soll will sagte auch noch nur schon sehr so da dort hier jetzt dann
              nichts niemand immer nie alles kapitel band buch teil prolog epilog vorwort ende
              sonntag montag dienstag mittwoch donnerstag freitag samstag danke bitte eins zwei drei
              vier fünf sechs sieben acht neun zehn erster erste erstes zweiter dritter"""),
          "it", words("""
              il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli
              alle da dal dalla in nel nella con per su sul sulla tra fra e ed o ma che chi non no sì
              se come quando dove perché è era erano essere stato ha ho hai hanno aveva avere sono
              suo sua suoi sue mio mia tuo tua si mi ti ci vi io tu lui lei noi voi loro questo questa
              quello quella più meno molto tutto tutta tutti tutte niente nulla nessuno mai sempre
              anche già qui qua là allora poi capitolo tomo volume libro parte prologo epilogo prefazione
              fine domenica lunedì martedì mercoledì giovedì venerdì sabato ciao addio grazie due tre
              quattro cinque sei sette otto nove dieci primo prima secondo terzo disse"""),
          "pt", words("""
              o a os as um uma uns umas de do da dos das ao à aos às em no na nos nas por pelo pela
              para com sem sobre entre até e ou mas que quem não sim se como quando onde porque é era
              eram foi ser sido está estava há tem tinha ter havia seu sua seus suas meu minha teu
              tua me te lhe lhes eu tu ele ela eles elas nós vós você vocês isto isso este esta esse
              essa aquele aquela mais menos muito tudo todo toda todos todas nada ninguém nunca
              sempre também já aqui ali então depois capítulo tomo volume livro parte prólogo epílogo fim
              domingo segunda terça quarta quinta sexta sábado olá adeus obrigado um dois três quatro
              cinco seis sete oito nove dez primeiro segundo terceiro disse"""),
          "ca", words("""
              el la els les un una uns unes de del dels d l al als a en i o que qui què no sí si amb
              per com quan on perquè és era eren ser estat està ha he has han havia haver hi seu seva
              meu meva el es se em et ens us ho jo tu ell ella ells elles nosaltres això aquest
              aquesta però més menys molt tot tota tots totes res ningú mai sempre també ja aquí allà
              ara després capítol llibre part pròleg epíleg fi diumenge dilluns dimarts dimecres
              dijous divendres dissabte hola adéu gràcies dos tres quatre cinc sis set vuit nou deu
              primer segon tercer"""),
          "nl", words("""
              de het een en of maar dat die deze dit niet geen ja nee ik jij je hij zij ze wij we u
              mij hem haar ons hun mijn jouw zijn in op aan bij met naar van voor uit over onder door
              zonder tegen om als zoals wanneer omdat is was waren ben heeft had hadden hebben wordt
              werd kan kon moet zal zou zei ook nog al zeer zo daar hier nu dan niets niemand altijd
              nooit alles wat wie waar waarom hoofdstuk deel boek proloog epiloog voorwoord einde
              zondag maandag dinsdag woensdag donderdag vrijdag zaterdag dank twee drie vier vijf zes
              zeven acht negen tien eerste tweede derde"""));

  private static final Map<String, Set<String>> DIFFERENCES = new ConcurrentHashMap<>();
  private static final Map<String, Set<String>> FOREIGN = new ConcurrentHashMap<>();

  private TellingWords() {}

  /** The languages whose words are known here. */
  static Set<String> languages() {
    return BY_LANGUAGE.keySet();
  }

  /**
   * The words of one language that are not also words of the other, in lower case; empty when the
   * first one's are not known here.
   *
   * @param language
   *          a primary language tag
   */
  static Set<String> of(String language, String otherThan) {
    return BY_LANGUAGE.containsKey(language)
        ? DIFFERENCES.computeIfAbsent(
            BY_LANGUAGE.containsKey(otherThan) ? language + "-" + otherThan : language,
            pair -> difference(language, otherThan))
        : Set.of();
  }

  private static Set<String> difference(String language, String otherThan) {
    var words = new HashSet<>(BY_LANGUAGE.getOrDefault(language, Set.of()));
    words.removeAll(BY_LANGUAGE.getOrDefault(otherThan, Set.of()));
    return Set.copyOf(words);
  }

  /** The words of all the other languages that are not also words of this one. */
  static Set<String> foreignTo(String language) {
    return FOREIGN.computeIfAbsent(
        language, own -> BY_LANGUAGE.keySet()
            .stream()
            .flatMap(other -> of(other, own).stream())
            .collect(Collectors.toUnmodifiableSet()));
  }

  static boolean areKnown(String language) {
    return BY_LANGUAGE.containsKey(language);
  }

  private static Set<String> words(String list) {
    return Set.copyOf(new HashSet<>(SPACE.splitAsStream(list.toLowerCase(Locale.ROOT)).toList()));
  }
}
