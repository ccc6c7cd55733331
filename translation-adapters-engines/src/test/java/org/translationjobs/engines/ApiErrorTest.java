package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiErrorTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"error":{"message":"m","type":"t","param":"p","code":"c"}} | m | c t | p
      {"error":{"message":"m","code":429,"status":"EXHAUSTED"}}   | m | 429 EXHAUSTED | ``
      {"error":{"message":"m","type":null,"param":null,"code":null}} | m | `` | ``
      {"error":"just a string"}                                  | just a string | `` | ``
      {"object":"error","message":"m","type":"BadRequestError","param":"p","code":400} | m | 400 BadRequestError | p
      [{"error":{"code":400,"message":"m"}}]                     | m | 400 | ``
      "a string"                                                 | a string | `` | ``
      {"error":{"reason":"odd"}}                                 | {"reason":"odd"} | `` | ``
      <html><head><title>502 Bad Gateway</title></head><body>x</body></html> | 502 Bad Gateway | `` | ``
      <h1>Not found</h1><script>var a;</script>                  | Not found | `` | ``
      upstream connect error                                     | upstream connect error | `` | ``
      {"error":{"message":"cut                                   | {"error":{"message":"cut | `` | ``
      ``                                                         | `` | `` | ``
      """)
  void whateverTheServerSends(String body, String message, String code, String param) {
    var error = ApiError.parse(body);
    assertThat(error.message()).isEqualTo(message);
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.param()).isEqualTo(param);
  }

  @Test
  void aMessageIsOneShortLineWithoutKeys() {
    var error =
        ApiError.parse("{\"error\":{\"message\":\"Bad key\\nmy-key and sk-proj_abc123 "
            + "x".repeat(1_000) + "\"}}").hiding("my-key");
    assertThat(error.message()).startsWith("Bad key *** and sk-*** xxx")
        .hasSizeLessThan(320)
        .doesNotContain("\n");
  }
}
