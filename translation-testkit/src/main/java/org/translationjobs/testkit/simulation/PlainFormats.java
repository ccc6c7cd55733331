package org.translationjobs.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.staging.StagedText;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.text.TranslatedText;

/** Announcements and staged texts without a JSON library: enough where nobody else reads them. */
public final class PlainFormats implements AnnouncementFormat, StagedText {
  private static final Pattern JOB = Pattern.compile("\"job_id\" *: *\"([^\"]*)\"");
  private static final char BETWEEN = '\u001f';
  private static final String MISSING = "\u0000";

  /** The job that a payload names; empty when it is malformed. */
  static Optional<JobId> named(String payload) {
    return new PlainFormats().parse(payload) instanceof Parsed.Names(var job)
        ? Optional.of(job)
        : Optional.empty();
  }

  @Override
  public Parsed parse(String payload) {
    var found = JOB.matcher(payload);
    if (!found.find()) {
      return new Parsed.Malformed("no job_id");
    }
    try {
      return new Parsed.Names(JobId.parse(found.group(1)));
    } catch (IllegalArgumentException e) {
      return new Parsed.Malformed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public byte[] write(EntityType type, TranslatedText text, TextHash source, String engine) {
    return (field(text.title()) + BETWEEN + field(text.body()) + BETWEEN + engine)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Read read(EntityType type, byte[] staged) {
    var fields = new String(staged, StandardCharsets.UTF_8).split(String.valueOf(BETWEEN), -1);
    return fields.length == 3
        ? new Read.Text(new TranslatedText(value(fields[0]), value(fields[1])))
        : new Read.Unreadable("it has " + fields.length + " fields");
  }

  private static String field(@Nullable String value) {
    return value == null ? MISSING : value;
  }

  private static @Nullable String value(String field) {
    return field.equals(MISSING) ? null : field;
  }
}
