package org.translationjobs.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class OptionsTest {
  @Test
  void helpNamesEveryOptionAndFitsATerminal() {
    var help = QuickstartMain.help();
    new CommandLine(new Options()).getCommandSpec()
        .options()
        .stream()
        .flatMap(option -> Arrays.stream(option.names()))
        .forEach(name -> assertThat(help).contains(name));
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void translatesIntoSpanishAndFromItIntoEnglish() {
    assertThat(Options.parse().to("en")).isEqualTo("es");
    assertThat(Options.parse().to("es")).isEqualTo("en");
    assertThat(Options.parse("--to", "fr").to("en")).isEqualTo("fr");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> Options.parse("--fast")).isInstanceOf(ParameterException.class)
        .hasMessageContaining("--fast");
  }
}
