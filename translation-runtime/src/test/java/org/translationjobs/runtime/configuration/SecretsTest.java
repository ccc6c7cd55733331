package org.translationjobs.runtime.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      redis://:pw@h:1/0                | redis://:***@h:1/0
      redis://user:p@w@h               | redis://user:***@h
      redis://pw@h                     | redis://***@h
      redis-sentinel://pw@a,b/0#m      | redis-sentinel://***@a,b/0#m
      postgresql://u@h/db              | postgresql://u@h/db
      postgresql://h/db?sslpassword=x&a=b | postgresql://h/db?sslpassword=***&a=b
      http://h:80/a                    | http://h:80/a
      """)
  void passwordsOfUrls(String url, String masked) {
    assertThat(Secrets.maskUrl(url)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      http://ho st/v1?key=s3cret     | http://ho st/v1?***
      https://s3c@ret@h/v1#s3cret    | https://***@h/v1#***
      https://u:s3/cret@h/v1         | https://***@h/v1
      ftp://h/v1                     | ftp://h/v1
      user:s3cret@h                  | ***@h
      localhost:80                   | localhost:80
      """)
  void addresses(String address, String masked) {
    assertThat(Secrets.maskAddress(address)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      cannot reach redis://:pw@h:1, nor a@b | cannot reach redis://:***@h:1, nor a@b
      GET https://h/x?api_key=abc failed    | GET https://h/x?api_key=*** failed
      nothing secret: 12:30 user@host       | nothing secret: 12:30 user@host
      say postgresql://<user>:<password>@h  | say postgresql://<user>:<password>@h
      """)
  void passwordsWithinText(String text, String masked) {
    assertThat(Secrets.maskText(text)).isEqualTo(masked);
  }
}
