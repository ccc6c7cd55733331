package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.translationjobs.benchmarks.scene.Prose;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.text.SourceText;

/** What the pipeline computes for one chapter of 12 kB: scripts/bench.sh jmh. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HotSpotsBenchmark {
  private static final int TERMS = 300;
  private static final LanguagePair LANGUAGES = LanguagePair.of("en", "es");

  private final Documents documents = new Documents(Locale.ENGLISH, 5_000);
  private final SourceText chapter =
      new SourceText(
          new EntityRef(EntityType.CHAPTER, new UUID(0, 1)), "Chapter 1", new Prose(1).chapter(
              12_000),
          "1");
  private final List<String> sources =
      SourceDocuments.of(chapter, documents).segments().stream().map(Segment::source).toList();
  /** An ending for every word, so that no check has a reason to refuse. */
  private final List<String> targets =
      sources.stream().map(source -> source.replaceAll("(\\p{L}+)", "$1þa")).toList();
  private final ActiveTerms terms = new ActiveTerms(new Glossary(1, glossary()));

  /** Cuts the chapter into segments. */
  @Benchmark
  public int segments() {
    return SourceDocuments.of(chapter, documents).segments().size();
  }

  /** Puts as many targets in. */
  @Benchmark
  public int reassembly() {
    return String.valueOf(SourceDocuments.of(chapter, documents).assemble(targets).body()).length();
  }

  /** Judges every target. */
  @Benchmark
  public int checks() {
    var words = new SourceWords(sources);
    var accepted = 0;
    for (var i = 0; i < sources.size(); i++) {
      var candidate = new Candidate(sources.get(i), targets.get(i), false, LANGUAGES, words);
      accepted += Checks.judge(candidate).isAccepted() ? 1 : 0;
    }
    return accepted;
  }

  /** Finds the terms of a glossary of 300 in every segment. */
  @Benchmark
  public int glossary300() {
    return sources.stream().mapToInt(source -> terms.in(source).size()).sum();
  }

  private static List<Term> glossary() {
    var words = Words.of(new Prose(2).plainChapter(20_000));
    var sources = IntStream.range(0, words.size() - 1)
        .mapToObj(i -> i % 2 == 0 ? words.get(i) : words.get(i) + " " + words.get(i + 1))
        .filter(source -> source.length() > 4)
        .distinct()
        .limit(TERMS)
        .sorted()
        .toList();
    var terms = new ArrayList<Term>();
    for (var source : sources) {
      terms.add(
          new Term(source, "el " + source, Term.Kind.TERM, "", false, Term.Origin.PERSON));
    }
    return terms;
  }
}
