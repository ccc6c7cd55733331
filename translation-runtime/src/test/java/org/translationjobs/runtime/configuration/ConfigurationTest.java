package org.translationjobs.runtime.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.run.Plan.FailurePolicy;
import org.translationjobs.core.worker.WorkerSettings;
import org.translationjobs.engines.openai.OpenAiDialect;
import org.translationjobs.engines.openai.OpenAiSettings;
import org.translationjobs.engines.openai.RequestSize;
import org.translationjobs.s3.S3Settings;

class ConfigurationTest {
  private static final String DATABASE = "postgresql://user:pass@localhost/dbname";

  @Test
  void theDefaultsAreTheDocumentedOnes() {
    var read = read();
    assertThat(read.worker().settings()).isEqualTo(WorkerSettings.DEFAULTS);
    assertThat(read.worker().failurePolicy()).isEqualTo(FailurePolicy.FINISH_OTHERS);
    assertThat(read.worker().migrate()).isTrue();
    assertThat(read.worker().overwriteEdits()).isFalse();
    assertThat(read.worker().name()).endsWith("-" + ProcessHandle.current().pid());
    assertThat(read.http()).isEqualTo(new HttpConfiguration("127.0.0.1", 8081));
    assertThat(read.redis()).isEmpty();
    assertThat(read.staging()).isEqualTo(new StagingConfiguration.Folder(Path.of("./staging")));
    assertThat(read.engines().chain()).isEmpty();
    assertThat(read.log())
        .isEqualTo(
            new LogConfiguration(LogConfiguration.Format.TEXT, LogConfiguration.Level.INFO));
    assertThat(read.database().poolSize()).isEqualTo(10);
  }

  @Test
  void everyVariableIsRead() {
    var read = read(
        "REDIS_URL", "redis://redis:6379/0", "TRANSLATION_QUEUE", "q",
        "REDIS_CA_CERTIFICATE", "/ca.pem",
        "TRANSLATION_ENGINE", "apertium, pseudo", "APERTIUM_URL", "http://apy:2737",
        "ENGINE_TIMEOUT_SECONDS", "7",
        "WORKER_NAME", "w", "WORKER_CONCURRENCY", "3", "LEASE_SECONDS", "30",
        "HEARTBEAT_SECONDS", "10", "SHUTDOWN_SECONDS", "9", "MAX_ATTEMPTS", "2",
        "RETRY_BASE_SECONDS", "1", "RETRY_CAP_SECONDS", "4", "FAILURE_POLICY", "fail-fast",
        "OVERWRITE_EDITS", "true", "FOREIGN_CLAIM_SECONDS", "11", "CREATOR_GRACE_SECONDS", "12",
        "STAGING_RETENTION_DAYS", "13", "MIGRATE", "false", "HTTP_BIND", "0.0.0.0",
        "HTTP_PORT", "0", "LOG_FORMAT", "json", "LOG_LEVEL", "debug", "DATABASE_POOL_SIZE", "20",
        "STAGING_DIR", "/data/staging");
    assertThat(read.redis()).contains(new RedisConfiguration("redis://redis:6379/0", "q", Optional
        .of(Path.of("/ca.pem"))));
    assertThat(read.engines()).isEqualTo(
        new EngineConfiguration(
            List.of("apertium", "pseudo"), Optional.of(URI.create("http://apy:2737")),
            List.of()));
    var settings = read.worker().settings();
    assertThat(settings.concurrency()).isEqualTo(3);
    assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.heartbeat()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.shutdown()).isEqualTo(Duration.ofSeconds(9));
    assertThat(settings.engineTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.retry().maxAttempts()).isEqualTo(2);
    assertThat(settings.retry().base()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.retry().cap()).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.patience().foreignClaim()).isEqualTo(Duration.ofSeconds(11));
    assertThat(settings.patience().creatorGrace()).isEqualTo(Duration.ofSeconds(12));
    assertThat(settings.stagingRetention()).isEqualTo(Duration.ofDays(13));
    assertThat(read.worker().name()).isEqualTo("w");
    assertThat(read.worker().failurePolicy()).isEqualTo(FailurePolicy.FAIL_FAST);
    assertThat(read.worker().overwriteEdits()).isTrue();
    assertThat(read.worker().migrate()).isFalse();
    assertThat(read.http()).isEqualTo(new HttpConfiguration("0.0.0.0", 0));
    assertThat(read.log().format()).isEqualTo(LogConfiguration.Format.JSON);
    assertThat(read.log().level()).isEqualTo(LogConfiguration.Level.DEBUG);
    assertThat(read.database().poolSize()).isEqualTo(20);
    assertThat(read.staging())
        .isEqualTo(new StagingConfiguration.Folder(Path.of("/data/staging")));
  }

  @Test
  void deepLAndLibreTranslateAreRead() {
    var engines =
        read(
            "TRANSLATION_ENGINE", "deepl,libretranslate", "DEEPL_API_KEY", "a:fx, b",
            "DEEPL_BASE_URL", "https://deepl.example", "LIBRETRANSLATE_URL", "http://libre:5000",
            "LIBRETRANSLATE_API_KEY", "k", "LIBRETRANSLATE_REQUESTS_PER_MINUTE", "80",
            "DEEPL_REQUESTS_PER_MINUTE", "120")
            .engines();
    assertThat(engines.deepL())
        .contains(
            new DeepLConfiguration(
                List.of("a:fx", "b"), Optional.of(URI.create("https://deepl.example")),
                new RateLimit(OptionalInt.of(120), OptionalInt.empty())));
    assertThat(engines.libreTranslate())
        .contains(new LibreTranslateConfiguration(URI.create("http://libre:5000"), "k", 80));
    assertThat(
        read("TRANSLATION_ENGINE", "libretranslate", "LIBRETRANSLATE_URL", "http://libre:5000")
            .engines()
            .libreTranslate())
        .contains(
            new LibreTranslateConfiguration(
                URI.create("http://libre:5000"), "", Integer.MAX_VALUE));
  }

  @Test
  void furtherOpenAiEndpointsHaveVariablesOfTheirOwn() {
    var engines =
        read(
            "TRANSLATION_ENGINE", "openai-2,deepl,openai", "DEEPL_API_KEY", "d",
            "OPENAI_API_KEY", "first", "OPENAI_MODEL", "m", "OPENAI_2_API_KEY", "second",
            "OPENAI_2_BASE_URL", "http://vllm:8000/v1", "OPENAI_2_MODEL", "qwen",
            "OPENAI_2_REQUESTS_PER_MINUTE", "7", "OPENAI_2_DIALECT", "vllm",
            "PRICE_OPENAI_2_INPUT", "1.5")
            .engines();
    assertThat(engines.chain()).containsExactly("openai-2", "deepl", "openai");
    assertThat(engines.openAi()).containsExactly(
        new OpenAiSettings(
            "openai-2", URI.create("http://vllm:8000/v1"), List.of("second"), "qwen",
            OptionalDouble.empty(), OpenAiDialect.VLLM,
            new RateLimit(OptionalInt.of(7), OptionalInt.empty())),
        OpenAiSettings.of(URI.create("https://api.openai.com/v1"), List.of("first"), "m"));
    assertThat(engines.prices().byEngine()).containsOnlyKeys("openai-2");
    assertThat(refusal("TRANSLATION_ENGINE", "openai-3").getMessage())
        .startsWith("OPENAI_3_MODEL is not set; allowed: ");
    assertThatThrownBy(
        () -> read(
            "TRANSLATION_ENGINE", "openai-3", "OPENAI_3_MODEL", "m", "OPENAI_3_API_KEY", "a b"))
        .hasMessageStartingWith("OPENAI_3_API_KEY is '***'");
    assertThat(refusal("TRANSLATION_ENGINE", "openai-10"))
        .hasMessageStartingWith("TRANSLATION_ENGINE is 'openai-10'");
  }

  @Test
  void whatAnEngineOfTheChainNeedsIsNamed() {
    assertThat(refusal("TRANSLATION_ENGINE", "deepl").getMessage())
        .isEqualTo("DEEPL_API_KEY is not set; allowed: one or several keys separated by commas");
    assertThat(refusal("TRANSLATION_ENGINE", "libretranslate").getMessage())
        .isEqualTo(
            "LIBRETRANSLATE_URL is not set; allowed: http://host:port or https://host:port");
  }

  @Test
  void theOpenAiEndpointIsRead() {
    assertThat(
        read(
            "TRANSLATION_ENGINE", "openai,apertium", "OPENAI_BASE_URL", "http://vllm:8000/v1",
            "OPENAI_API_KEY", "k1, k2,", "OPENAI_MODEL", "qwen", "OPENAI_TEMPERATURE", "0.3",
            "OPENAI_DIALECT", "vllm", "OPENAI_REQUESTS_PER_MINUTE", "500",
            "OPENAI_TOKENS_PER_MINUTE", "200000", "OPENAI_MAX_SEGMENTS", "10",
            "OPENAI_MAX_CHARACTERS", "2500")
            .engines()
            .openAi())
        .containsExactly(
            new OpenAiSettings(
                "openai", URI.create("http://vllm:8000/v1"), List.of("k1", "k2"), "qwen",
                OptionalDouble.of(0.3), OpenAiDialect.VLLM,
                new RateLimit(OptionalInt.of(500), OptionalInt.of(200_000)),
                new RequestSize(10, 2_500)));
    assertThat(
        read("TRANSLATION_ENGINE", "openai", "OPENAI_MODEL", "m").engines().openAi())
        .contains(
            OpenAiSettings.of(URI.create("https://api.openai.com/v1"), List.of(), "m"));
    assertThat(read("OPENAI_TEMPERATURE", "hot").engines().openAi())
        .as("not looked at without the engine")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      OPENAI_TEMPERATURE | 3    | OPENAI_TEMPERATURE is '3'; allowed: a number from 0 to 2, for example 0.3
      OPENAI_TEMPERATURE | 2.1  | OPENAI_TEMPERATURE is '2.1'; allowed: a number from 0 to 2, for example 0.3
      OPENAI_MAX_SEGMENTS | 0   | OPENAI_MAX_SEGMENTS is '0'; allowed: a whole number from 1 to 200
      OPENAI_DIALECT     | gpt  | OPENAI_DIALECT is 'gpt'; allowed: openai, vllm, ollama, llama.cpp, generic
      OPENAI_BASE_URL    | gpt  | OPENAI_BASE_URL is 'gpt'; allowed: http://host:port or https://host:port
      OPENAI_BASE_URL    | http://ho st/v1?key=s3cret | OPENAI_BASE_URL is 'http://ho st/v1?***'; allowed: http://host:port or https://host:port
      OPENAI_API_KEY     | k\u00e9y | OPENAI_API_KEY is '***'; allowed: one or several keys separated by commas, of letters, digits and signs alone
      OPENAI_MODEL       |      | OPENAI_MODEL is not set; allowed: the name of a model that api.openai.com has
      """)
  void aWrongOpenAiEndpointIsOneLine(String variable, @Nullable String value, String message) {
    var refusal =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> read(
                "TRANSLATION_ENGINE", "openai",
                "OPENAI_MODEL".equals(variable) ? "X" : "OPENAI_MODEL", "m", variable,
                value == null ? "" : value));
    assertThat(refusal.getMessage()).isEqualTo(message);
    assertThat(refusal.variable()).isEqualTo(variable);
  }

  @Test
  void aBucketWinsOverTheFolder() {
    assertThat(read("S3_BUCKET", "b-1", "STAGING_DIR", "/x").staging())
        .isEqualTo(
            new StagingConfiguration.S3(
                "b-1", "", Optional.empty(), Optional.empty(), false,
                (int) (S3Settings.defaultCacheBytes() >> 20)));
    assertThat(
        read(
            "S3_BUCKET", "b-1", "S3_PREFIX", "/a/b/", "S3_ENDPOINT", "http://minio:9000",
            "S3_REGION", "eu-west-1", "S3_CACHE_MB", "0")
            .staging())
        .isEqualTo(
            new StagingConfiguration.S3(
                "b-1", "a/b", Optional.of(URI.create("http://minio:9000")),
                Optional.of("eu-west-1"), true, 0));
    assertThatThrownBy(() -> read("S3_BUCKET", "b-1", "S3_CACHE_MB", "-1"))
        .hasMessage("S3_CACHE_MB is '-1'; allowed: a whole number from 0 to 1000000");
  }

  @Test
  void blankCountsAsNotSetAndWhiteSpaceAroundIsIgnored() {
    var read = read("S3_BUCKET", "", "WORKER_CONCURRENCY", " 4\n", "REDIS_URL", " ");
    assertThat(read.staging()).isInstanceOf(StagingConfiguration.Folder.class);
    assertThat(read.worker().settings().concurrency()).isEqualTo(4);
    assertThat(read.redis()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      WORKER_CONCURRENCY | 0 | WORKER_CONCURRENCY is '0'; allowed: a whole number from 1 to 1000
      WORKER_CONCURRENCY | many | WORKER_CONCURRENCY is 'many'; allowed: a whole number from 1 to 1000
      HTTP_PORT | 70000 | HTTP_PORT is '70000'; allowed: a whole number from 0 to 65535
      LEASE_SECONDS | 14 | LEASE_SECONDS is '14'; allowed: at least three times HEARTBEAT_SECONDS, which is 5
      RETRY_CAP_SECONDS | 1 | RETRY_CAP_SECONDS is '1'; allowed: at least RETRY_BASE_SECONDS, which is 2
      MIGRATE | yes | MIGRATE is 'yes'; allowed: false or true
      LOG_FORMAT | xml | LOG_FORMAT is 'xml'; allowed: json or text
      FAILURE_POLICY | stop | FAILURE_POLICY is 'stop'; allowed: fail-fast or finish-others
      APERTIUM_URL | localhost:2737 | APERTIUM_URL is 'localhost:2737'; allowed: http://host:port or https://host:port
      S3_BUCKET | s3://b | S3_BUCKET is 's3://b'; allowed: a bucket's name alone, 3 to 255 letters, digits, dots and hyphens
      TRANSLATION_ENGINE | gogle | TRANSLATION_ENGINE is 'gogle'; allowed: openai, deepl, libretranslate, apertium, pseudo, or several separated by commas; placeholder alone
      TRANSLATION_ENGINE | pseudo, | TRANSLATION_ENGINE is 'pseudo,'; allowed: openai, deepl, libretranslate, apertium, pseudo, or several separated by commas; placeholder alone
      TRANSLATION_ENGINE | placeholder,pseudo | TRANSLATION_ENGINE is 'placeholder,pseudo'; allowed: openai, deepl, libretranslate, apertium, pseudo, or several separated by commas; placeholder alone; placeholder cannot be part of a chain
      TRANSLATION_ENGINE | pseudo,pseudo | TRANSLATION_ENGINE is 'pseudo,pseudo'; allowed: openai, deepl, libretranslate, apertium, pseudo, or several separated by commas; placeholder alone; each engine once
      REDIS_URL | http://:secret@h | REDIS_URL is 'http://:***@h'; allowed: redis://[:<password>@]<host>:<port>[/<db>], rediss://… for TLS, redis-sentinel://<host>:<port>,<host>:<port>#<master>, and several redis:// nodes separated by commas for Cluster
      """)
  void anInvalidValueIsOneLine(String variable, String value, String message) {
    assertThat(refusal(variable, value).getMessage()).isEqualTo(message);
    assertThat(refusal(variable, value).variable()).isEqualTo(variable);
  }

  @Test
  void theDatabaseHasToBeNamed() {
    var refusal = catchThrowableOfType(
        ConfigurationException.class, () -> Configuration.fromEnvironment(Map.of()));
    assertThat(refusal.getMessage()).startsWith("DATABASE_URL is not set; allowed: postgresql://");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      mysql://u:s3cret@h/db                      | mysql://u:***@h/db
      postgresql://u:s3cret@h:port/db            | postgresql://u:***@h:port/db
      postgresql://u:s3@cret@h:54321111/db       | postgresql://u:***@h:54321111/db
      postgresql://u:s3?cret@h/db                | postgresql://u:***@h/db
      postgresql://u:s3cret%zz@h/db              | postgresql://u:***@h/db
      u:s3cret@h/db                              | u:***@h/db
      jdbc:mysql://h/db?user=u&password=s3cret   | jdbc:mysql://h/db?user=u&password=***
      """)
  void aWrongDatabaseUrlIsShownWithoutItsPassword(String url, String shown) {
    assertThat(refusal("DATABASE_URL", url).getMessage())
        .startsWith("DATABASE_URL is '" + shown + "'; allowed: ")
        .doesNotContain("s3cret")
        .doesNotContain("\n");
  }

  @Test
  void aSecretCanComeFromAFile(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("url"), "postgresql://u:p@h/db\n");
    var read = Configuration.fromEnvironment(Map.of("DATABASE_URL_FILE", file.toString()));
    assertThat(read.database().url().properties()).containsEntry("password", "p");

    assertThat(refusal("DATABASE_URL_FILE", file.toString()).getMessage())
        .isEqualTo("DATABASE_URL and DATABASE_URL_FILE are both set; set one of them");
    assertThat(refusal("REDIS_URL_FILE", folder.resolve("none").toString()).getMessage())
        .isEqualTo(
            "REDIS_URL_FILE is '" + folder.resolve("none")
                + "', which cannot be read: there is no such file");
  }

  @Test
  void noSecretShowsWhenARecordIsPrinted() {
    assertThat(read("REDIS_URL", "redis://:hush@r").toString())
        .doesNotContain("pass@")
        .doesNotContain("hush");
    assertThat(
        read(
            "TRANSLATION_ENGINE", "openai", "OPENAI_MODEL", "m", "OPENAI_API_KEY", "hush")
            .toString())
        .doesNotContain("hush");
  }

  private static ConfigurationException refusal(String name, String value) {
    return catchThrowableOfType(ConfigurationException.class, () -> read(name, value));
  }

  private static Configuration read(String... namesAndValues) {
    var variables = new HashMap<>(Map.of("DATABASE_URL", DATABASE, "UNRELATED", "x"));
    for (var i = 0; i < namesAndValues.length; i += 2) {
      variables.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Configuration.fromEnvironment(variables);
  }
}
