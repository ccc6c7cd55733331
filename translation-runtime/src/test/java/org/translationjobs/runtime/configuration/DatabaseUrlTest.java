package org.translationjobs.runtime.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @ParameterizedTest
  @ValueSource(strings = {
      "postgresql://us%40er:p%2F%3A+w@host:5433/db?sslmode=require&application_name=x",
      "postgres://us%40er:p%2F%3A+w@host:5433/db?sslmode=require&application_name=x",
      "postgresql+psycopg2://us%40er:p%2F%3A+w@host:5433/db?sslmode=require&application_name=x",
      "jdbc:postgresql://host:5433/db?user=us%40er&password=p%2F%3A+w&sslmode=require"
          + "&ApplicationName=x"})
  void allFormsMeanTheSame(String text) {
    var url = DatabaseUrl.parse(text);
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://host:5433/db");
    assertThat(url.user()).contains("us@er");
    assertThat(url.password()).contains("p/:+w");
    assertThat(url.properties()).isEqualTo(Map.of("sslmode", "require", "ApplicationName", "x"));
    assertThat(url.toString()).doesNotContain("p%2F");
  }

  @Test
  void severalHostsAndNoPassword() {
    var url = DatabaseUrl.parse("postgresql://u@a:1,b:2/db?target_session_attrs=read-write");
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://a:1,b:2/db");
    assertThat(url.user()).contains("u");
    assertThat(url.password()).isEmpty();
    assertThat(url.properties()).isEqualTo(Map.of("targetServerType", "primary"));
  }

  @Test
  void aPasswordMayHoldAnUnencodedAtAndColon() {
    assertThat(DatabaseUrl.parse("postgresql://u:a@b:c@h/db").password()).contains("a@b:c");
  }

  @Test
  void addressesOfTheSixthVersion() {
    assertThat(DatabaseUrl.parse("postgresql://u@[::1]:5432/db").jdbcUrl())
        .isEqualTo("jdbc:postgresql://[::1]:5432/db");
  }
}
