package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.GlossaryTerm;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.MemoryWords;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.testkit.memory.InMemoryGlossaries;
import org.translationjobs.testkit.memory.InMemoryTranslationMemory;

/** Terms reach the engine, the checks and the memory. */
class GlossaryTest implements EngineCalls {
  private static final NovelId NOVEL = new NovelId(new UUID(1, 1));
  private static final LanguagePair EN_ES = LanguagePair.of("en", "es");

  private final InMemoryGlossaries glossaries = new InMemoryGlossaries();
  private final TranslationMemory memory = new InMemoryTranslationMemory();
  private final List<EngineRequest> requests = new ArrayList<>();

  @Test
  void termsAreFoundAsWholeWordsAndTheLongestCounts() {
    assertThat(active("At Netherfield Park the park.", "Netherfield Park", "Netherfield", "park"))
        .containsExactly("Netherfield Park", "park");
    assertThat(active("Netherfield’s parks, an artist", "Netherfield", "park", "art"))
        .containsExactly("Netherfield");
    assertThat(active("⟦1⟧Net⟦/1⟧herfield twice, Netherfield", "Netherfield"))
        .containsExactly("Netherfield");
    assertThat(active("", "Netherfield")).isEmpty();
  }

  @Test
  void aNameIsNoOrdinaryWord() {
    assertThat(active("I will not go. Free will!", "Will")).isEmpty();
    assertThat(active("“Will!” he cried. WILL came.", "Will")).containsExactly("Will");
    assertThat(active("The Entail, an ENTAIL", "entail")).containsExactly("entail");
    assertThat(active("Kadıköy", "Kadıköy", "K")).containsExactly("Kadıköy");
    assertThat(active("in KADIKÖY", "Kadıköy")).containsExactly("Kadıköy");
    assertThat(active("The IŞIK.", "ışık")).containsExactly("ışık");
    assertThat(active("WEISS! WEISSER", "Weiß")).containsExactly("Weiß");
    assertThat(active("WEISSER", "Weiß")).isEmpty();
  }

  @Test
  void scriptsWithoutSpacesHaveTermsAnywhere() {
    assertThat(active("東京都へ行くハリーと", "東京都", "東京", "ハリー"))
        .containsExactly("東京都", "ハリー");
    assertThat(active("𠮷野家で𠮷野", "𠮷野家")).containsExactly("𠮷野家");
  }

  @Test
  void anEngineIsToldTheTermsOfItsChunkAndTheCharactersAlways() throws Exception {
    change(term("house", "casona"), character("Darcy", "Darcy", "male"), term("ship", "nave"));
    translate(paragraphs(20), obeying(4));
    assertThat(requests).hasSize(5).allSatisfy(request -> {
      var text =
          request.segments().stream().map(EngineSegment::text).collect(Collectors.joining(" "));
      assertThat(request.glossary().contains(new GlossaryTerm("Darcy", "Darcy")))
          .isEqualTo(text.contains("Darcy"));
      assertThat(request.glossary())
          .contains(new GlossaryTerm("house", "casona"))
          .doesNotContain(new GlossaryTerm("ship", "nave"));
      assertThat(request.context().characters()).containsExactly("Darcy → Darcy (male)");
    });
  }

  @Test
  void aTermThatIsNotUsedIsAskedOnceMoreAndThenKeptWithAWarning() throws Exception {
    change(term("house", "casona"));
    var result = translate("The garden is wide.\n\nThe old house stands.", deaf());
    assertThat(result).isInstanceOf(Translation.Accepted.class);
    assertThat(((Translation.Accepted) result).warnings())
        .containsExactly("content segment 2: glossary: not used: house → casona");
    assertThat(sent("The old house stands.")).isEqualTo(2);
    assertThat(sent("The garden is wide.")).isEqualTo(1);
  }

  /** What a changed term costs, with the numbers. */
  @Test
  void aChangedTermIsAskedOnlyWhereItStands() throws Exception {
    change(term("house", "casona"), term("Darcy", "Darcy"));
    var text = paragraphs(200);
    translate(text, obeying(10));
    var all = requests.stream().mapToInt(request -> request.segments().size()).sum();
    requests.clear();
    change(term("Darcy", "Darcio"));
    var result = translate(text, obeying(10));
    var again =
        requests.stream().flatMap(r -> r.segments().stream()).map(EngineSegment::text).toList();
    System.out.printf(
        "%d segments; a term changed that stands in %d of them: %d were asked again in %d"
            + " requests%n",
        all, text.lines().filter(line -> line.contains("Darcy")).count(), again.size(),
        requests.size());
    assertThat(again).hasSize(29).allMatch(line -> line.contains("Darcy"));
    assertThat(String.valueOf(((Translation.Accepted) result).text().body()))
        .contains("Darcio")
        .doesNotContain("Darcy");
    assertThat(memory.containing(NOVEL, EN_ES, MemoryWords.of("Darcy")))
        .extracting(entry -> entry.source())
        .hasSameElementsAs(again);
  }

  @Test
  void aChangedTermCostsNothingWhereTheEngineDoesNotUseTerms() throws Exception {
    change(term("Darcy", "Darcy"));
    translate(paragraphs(50), deafAndHonest());
    requests.clear();
    change(term("Darcy", "Darcio"));
    translate(paragraphs(50), deafAndHonest());
    assertThat(requests).isEmpty();
  }

  @Test
  void aChangedCharacterIsAskedAgainOfAnEngineThatIsToldOfCharactersOnly() throws Exception {
    var capabilities =
        new EngineCapabilities(Set.of(SegmentFormat.MARKED), 1, 10_000, 4, true, false, true);
    var engine =
        new ScriptedEngine(
            "context", capabilities,
            request -> ScriptedEngine.reply(request, ScriptedEngine::bark));
    change(term("house", "casona"), character("Darcy", "Darcy", "female"));
    translate(paragraphs(20), engine);
    requests.clear();
    change(term("house", "casa"), character("Darcy", "Darcy", "male"));
    translate(paragraphs(20), engine);
    assertThat(requests).hasSize(3)
        .allMatch(request -> request.segments().getFirst().text().contains("Darcy"));
  }

  private static List<String> active(String text, String... sources) {
    var terms =
        Stream.of(sources).map(source -> term(source, "x " + source)).toList();
    return new ActiveTerms(new Glossary(1, terms)).in(text).stream().map(Term::source).toList();
  }

  private static Term term(String source, String target) {
    return new Term(source, target, Term.Kind.TERM, "", false, Term.Origin.PERSON);
  }

  private static Term character(String source, String target, String note) {
    return new Term(source, target, Term.Kind.CHARACTER, note, false, Term.Origin.PERSON);
  }

  private void change(Term... terms) {
    glossaries.change(
        NOVEL, EN_ES,
        Stream.of(terms).map(term -> new GlossaryChange.Put(term, true)).toList());
  }

  private static String paragraphs(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> "Paragraph " + i + " tells of the house in " + (i + 3) + " words"
                + (i % 7 == 0 ? " and of Darcy" : "") + ".")
        .collect(Collectors.joining("\n\n"));
  }

  private long sent(String text) {
    return requests.stream()
        .flatMap(r -> r.segments().stream())
        .filter(segment -> segment.text().equals(text))
        .count();
  }

  private Translation translate(String body, TranslationEngine engine)
      throws InterruptedException {
    var plan =
        new Plan(
            Plan.CURRENT_VERSION, List.of(engine.name()), Map.of(), 1,
            glossaries.current(NOVEL, EN_ES).version(), Plan.FailurePolicy.FINISH_OTHERS, false,
            new StoreId("store"));
    var source =
        new SourceText(new EntityRef(EntityType.CHAPTER, new UUID(3, 3)), null, body, "1");
    return new PipelineTranslator(
        List.of(engine), Duration.ofMinutes(1), memory, glossaries)
        .translate(new Assignment(NOVEL, source, EN_ES, plan), this);
  }

  /** Uses the terms that it is told. */
  private static TranslationEngine obeying(int segments) {
    return engine(segments, true, request -> ScriptedEngine.reply(request, text -> {
      var target = ScriptedEngine.bark(text);
      for (var term : request.glossary()) {
        target = target.replace("w" + term.source(), term.target());
      }
      return target;
    }));
  }

  private static TranslationEngine deaf() {
    return engine(9, true, request -> ScriptedEngine.reply(request, ScriptedEngine::bark));
  }

  private static TranslationEngine deafAndHonest() {
    return engine(9, false, request -> ScriptedEngine.reply(request, ScriptedEngine::bark));
  }

  private static TranslationEngine engine(
      int segments, boolean usesGlossary,
      Function<EngineRequest, EngineReply> script) {
    return new ScriptedEngine(
        "scripted",
        new EngineCapabilities(
            Set.of(SegmentFormat.MARKED), segments, 10_000, 4, usesGlossary, usesGlossary, false),
        script);
  }

  @Override
  public Optional<EngineReply.Failure> refusal(String engine) {
    return Optional.empty();
  }

  @Override
  public EngineReply call(TranslationEngine engine, EngineRequest request)
      throws InterruptedException {
    requests.add(request);
    return engine.translate(request);
  }
}
