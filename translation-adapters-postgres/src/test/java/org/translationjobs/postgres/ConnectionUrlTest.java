package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {
  @ParameterizedTest
  @CsvSource({
      "postgresql://u:p@db/site, jdbc:postgresql://db:5432/site",
      "postgres://u:p@db:6000/site, jdbc:postgresql://db:6000/site",
      "postgresql+psycopg2://u:p@db/site, jdbc:postgresql://db:5432/site",
      "jdbc:postgresql://db/site?user=u&password=p, jdbc:postgresql://db:5432/site",
      "jdbc:postgresql:site?user=u&password=p, jdbc:postgresql://localhost:5432/site",
      "postgresql://u:p@[::1]:5433/site, jdbc:postgresql://[::1]:5433/site",
      "'postgresql://u:p@a,b:6000/site', 'jdbc:postgresql://a:5432,b:6000/site'",
      "postgresql://u:p@db/my%20site, jdbc:postgresql://db:5432/my%20site",
  })
  void everyFormIsUnderstood(String url, String jdbc) {
    var parsed = ConnectionUrl.parse(url);
    assertThat(parsed.jdbcUrl()).isEqualTo(jdbc);
    assertThat(parsed.properties()).containsEntry("user", "u")
        .containsEntry("password", "p")
        .containsEntry("prepareThreshold", "0")
        .containsKey("socketTimeout");
  }

  @Test
  void partsArePercentDecodedAndParametersPassedOn() {
    var parsed = ConnectionUrl.parse(
        "postgresql://us%40er:p%2Fa+s%3As@db/site?sslmode=require&connect_timeout=3"
            + "&application_name=me&channel_binding=require");
    assertThat(parsed.properties()).containsEntry("user", "us@er")
        .containsEntry("password", "p/a+s:s")
        .containsEntry("sslmode", "require")
        .containsEntry("connectTimeout", "3")
        .containsEntry("ApplicationName", "me")
        .doesNotContainKey("channel_binding");
    assertThat(parsed.address()).isEqualTo("db:5432/site");
    assertThat(parsed.toString()).doesNotContain("p/a");
  }

  @Test
  void anUnencodedAtSignBelongsToThePassword() {
    assertThat(ConnectionUrl.parse("postgresql://u:p@ss@db/site").properties())
        .containsEntry("password", "p@ss");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "mysql://u:secret@db/site", "postgresql://u:secret@db:x/site",
      "postgresql://u:secret@db:70000/site", "postgresql://u:secret%zz@db/site",
      "postgresql://u:secret@db/site?sslmode", "postgresql://u:sec/ret@d b/site"})
  void whatIsWrongIsSaidWithoutThePassword(String url) {
    assertThatThrownBy(() -> ConnectionUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("sec/ret");
  }
}
