package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.RequestContext.TextKind;
import org.translationjobs.core.job.LanguagePair;

class DigitsCheckTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|', value = {
          "TITLE   | en | es | Chapter 7              | Capítulo 8             | Refused",
          "TITLE   | en | es | Chapter 7              | Capítulo 7             | Passed",
          "TITLE   | en | es | Chapter 7              | Capítulo VII           | Passed",
          "TITLE   | zh | en | 第七章                 | Chapter 7              | Passed",
          "CONTENT | en | es | In 1812 he came.       | En 1912 vino.          | Doubted",
          "CONTENT | en | es | In 1812 he came.       | Vino entonces.         | Warned",
          "CONTENT | en | es | He came.               | Vino en 1812.          | Passed",
          "CONTENT | en | es | In 1812, at 10.        | En 1812 y 1813, a las 10. | Warned",
          "CONTENT | en | es | The 3 men at 6.        | Los 5 a las 9.         | Warned",
          "CONTENT | en | es | The 3 men.             | Los tres.              | Passed",
          "CONTENT | en | es | 12,500 men             | 12.500 hombres         | Passed",
          "CONTENT | en | zh | He was 25.             | 他二十五岁。            | Passed"})
  void numbersStayWhatTheyAre(
      TextKind kind, String from, String to, String source, String target, String verdict) {
    var candidate =
        new Candidate(
            source, target, false, LanguagePair.of(from, to), new SourceWords(List.of()),
            Told.of(List.of(), RequestContext.of(kind)));
    assertThat(new DigitsCheck().judge(candidate).getClass().getSimpleName()).isEqualTo(verdict);
  }
}
