package org.translationjobs.runtime.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private static final Path DOCS = Path.of("../docs/configuration.md");

  @Test
  void theListIsWhole() {
    var constants = Arrays.stream(Variables.class.getFields())
        .filter(field -> field.getType() == Variable.class)
        .map(field -> field.getName())
        .toList();
    assertThat(Variables.all()).extracting(Variable::name).isEqualTo(constants);
  }

  @Test
  void theDocumentationHasTheSameTable() throws IOException {
    assertThat(Files.readString(DOCS)).contains(Variables.asMarkdown());
  }

  @Test
  void theNamesOfTheDesignAreThere() {
    var design = """
        DATABASE_URL REDIS_URL TRANSLATION_QUEUE S3_BUCKET S3_PREFIX S3_ENDPOINT S3_REGION \
        S3_PATH_STYLE STAGING_DIR TRANSLATION_ENGINE OPENAI_BASE_URL OPENAI_API_KEY OPENAI_MODEL \
        DEEPL_API_KEY DEEPL_BASE_URL LIBRETRANSLATE_URL LIBRETRANSLATE_API_KEY APERTIUM_URL \
        WORKER_CONCURRENCY HTTP_BIND HTTP_PORT LEASE_SECONDS HEARTBEAT_SECONDS SHUTDOWN_SECONDS \
        MAX_ATTEMPTS FAILURE_POLICY MIGRATE LOG_FORMAT""";
    assertThat(Variables.all()).extracting(Variable::name).containsAll(List.of(design.split(" ")));
  }

  @Test
  void helpNamesEveryVariable() {
    for (var variable : Variables.all()) {
      assertThat(Variables.asHelp())
          .containsPattern(Pattern.compile("(?m)^  " + variable.name() + "\\b"));
    }
  }
}
