package org.translationjobs.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.announcement.AnnouncementFormat.Parsed;
import org.translationjobs.core.job.JobId;

class JsonAnnouncementFormatTest {
  private static final String ID = "0b0e4a3c-1f5d-4c8e-9a57-0d3a1f6f2a11";

  private final JsonAnnouncementFormat format = new JsonAnnouncementFormat();

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"job_id\":\"" + ID + "\"}",
      " {\n\"job_id\" : \"" + ID + "\" }\n",
      "{\"job_id\":\"0B0E4A3C-1F5D-4C8E-9A57-0D3A1F6F2A11\"}",
      "{\"v\":2,\"tags\":[{\"job_id\":\"x\"}],\"job_id\":\"" + ID + "\",\"by\":{\"a\":[1]}}"})
  void namesTheJob(String payload) {
    assertThat(format.parse(payload)).isEqualTo(new Parsed.Names(JobId.parse(ID)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      ``                            | not JSON (empty)
      hello                         | not JSON (line 1, column 1)
      {"job_id":                    | not JSON (line 1, column 11)
      [1, 2]                        | not a JSON object
      "0b0e"                        | not a JSON object
      null                          | not a JSON object
      {}                            | it has no job_id
      {"id":"x"}                    | it has no job_id
      {"JOB_ID":"x"}                | it has no job_id
      {"job_id":7}                  | its job_id is not text
      {"job_id":null}               | its job_id is not text
      {"job_id":{"job_id":"x"}}     | its job_id is not text
      {"job_id":""}                 | its job_id is not a UUID: ''
      {"job_id":"1-1-1-1-1"}        | its job_id is not a UUID: '1-1-1-1-1'
      {"job_id":"a\\nb"}            | its job_id is not a UUID: 'a�b'
      {"job_id":"x"} {"job_id":"y"} | more than one JSON value
      {"job_id":"x","job_id":"y"}   | job_id stands in it twice
      """)
  void saysInOneLineWhatIsWrong(String payload, String reason) {
    assertThat(format.parse(payload)).isEqualTo(new Parsed.Malformed(reason));
  }

  @Test
  void refusesWhatIsTooLongEvenAfterItWasCut() {
    var junk = "{\"job_id\":\"" + "x".repeat(AnnouncementFormat.MAX_PAYLOAD) + "\"}";
    var tooLong = new Parsed.Malformed("longer than 16384 characters");
    assertThat(format.parse(junk)).isEqualTo(tooLong);
    assertThat(format.parse(junk.substring(0, AnnouncementFormat.MAX_PAYLOAD))).isEqualTo(tooLong);
  }

  @Test
  void deepNestingIsRefusedInsteadOfExhaustingTheStack() {
    assertThat(format.parse("{\"a\":" + "[".repeat(10_000)))
        .isEqualTo(new Parsed.Malformed("not JSON, or nested too deeply"));
  }
}
