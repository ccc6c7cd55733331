package org.translationjobs.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/** What may depend on what, beyond the modules' own edges. */
@AnalyzeClasses(
    packages = "org.translationjobs", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CORE = "org.translationjobs.core..";

  @ArchTest
  static final ArchRule coreKnowsNothingButTheJdk = only(
      CORE, "the domain must run anywhere, a simulator included");

  @ArchTest
  static final ArchRule pipelineIsPure = only(
      "org.translationjobs.pipeline..", "translating is deciding, speaking is the engines' job",
      CORE, "org.jsoup..");

  @ArchTest
  static final ArchRule postgresSpeaksPostgresql = only(
      "org.translationjobs.postgres..", "an adapter knows the core and its own technology",
      CORE, "org.jooq..", "org.postgresql..", "org.flywaydb..", "tools.jackson..");

  @ArchTest
  static final ArchRule redisSpeaksRedis = only(
      "org.translationjobs.redis..", "an adapter knows the core and its own technology",
      CORE, "io.lettuce..", "io.netty..", "reactor..", "tools.jackson..");

  @ArchTest
  static final ArchRule s3SpeaksS3 = only(
      "org.translationjobs.s3..", "an adapter knows the core and its own technology",
      CORE, "software.amazon.awssdk..");

  @ArchTest
  static final ArchRule folderNeedsNothing = only(
      "org.translationjobs.filesystem..", "an adapter knows the core and its own technology",
      CORE);

  @ArchTest
  static final ArchRule enginesSpeakTheirProtocols = only(
      "org.translationjobs.engines..", "an adapter knows the core and its own technology",
      CORE, "tools.jackson..");

  @ArchTest
  static final ArchRule jsonReadsAndWritesFormats = only(
      "org.translationjobs.json..", "an adapter knows the core and its own technology",
      CORE, "tools.jackson..");

  @ArchTest
  static final ArchRule coreHasNoClockOfItsOwn = noClasses()
      .that()
      .resideInAPackage(CORE)
      .should()
      .callMethod(System.class, "nanoTime")
      .orShould()
      .callMethod(System.class, "currentTimeMillis")
      .orShould()
      .callMethod(Instant.class, "now")
      .orShould()
      .callMethod(LocalDateTime.class, "now")
      .orShould()
      .dependOnClassesThat()
      .areAssignableTo(Clock.class)
      .because("time is a parameter, or comes from the one port for it");

  @ArchTest
  static final ArchRule coreStartsAndStopsNothing = noClasses()
      .that()
      .resideInAPackage(CORE)
      .should()
      .dependOnClassesThat()
      .areAssignableTo(Thread.class)
      .orShould()
      .dependOnClassesThat()
      .areAssignableTo(ExecutorService.class)
      .orShould()
      .dependOnClassesThat()
      .resideInAPackage("java.util.concurrent.locks")
      .because("it waits and starts tasks only through the one port for it");

  @ArchTest
  static final ArchRule rulesDoNotKnowTheWorker = noClasses()
      .that()
      .resideInAPackage(CORE)
      .and()
      .resideOutsideOfPackages("org.translationjobs.core.worker..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("org.translationjobs.core.worker..")
      .because("the worker uses the rules, not the other way round");

  @ArchTest
  static final ArchRule adaptersDoNotKnowEachOther = slices()
      .matching("org.translationjobs.(postgres|redis|s3|filesystem|engines|json)..")
      .should()
      .notDependOnEachOther()
      .because("each can be replaced without the others");

  private static ArchRule only(String packages, String because, String... others) {
    var allowed = Stream
        .concat(Stream.of("java..", "javax..", "org.jspecify..", packages), Stream.of(others))
        .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(packages)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .because(because);
  }
}
