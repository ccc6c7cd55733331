package org.translationjobs.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.work.WorkItem;

class LogEventsTest {
  private static final JobId JOB = JobId.parse("0b0e4a3c-1f5d-4c8e-9a57-0d3a1f6f2a11");
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);
  private static final WorkItem ITEM = new WorkItem(
      new SubtaskId(ONE), JOB, new RunId(TWO), "chapter", TWO, WorkItem.Counts.ZERO);

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger = new LoggerContext().getLogger("test");
  private Duration now = Duration.ZERO;
  private final LogEvents events = new LogEvents(logger, () -> now);

  LogEventsTest() {
    lines.start();
    logger.addAppender(lines);
  }

  @Test
  void ofManyQuickSubtasksOneASecondIsToldAndTheLast() {
    logger.setLevel(ch.qos.logback.classic.Level.INFO);
    for (var done = 1; done <= 100; done++) {
      events.on(
          new WorkerEvent.SubtaskFinished(
              ITEM, "placeholder", Duration.ofMillis(3), new Progress(done, 100), List.of()));
      now = now.plusMillis(25);
    }
    assertThat(messages())
        .extracting(line -> line.replaceAll(".* in 3 ms, ", ""))
        .containsExactly(
            "1/100 (1 %)", "41/100 (41 %)", "81/100 (81 %)", "100/100 (100 %)");
  }

  @Test
  void aFinishedSubtaskSaysWhatWhereAndHowFar() {
    events.on(
        new WorkerEvent.SubtaskFinished(
            ITEM, "apertium", Duration.ofMillis(1_240), new Progress(12, 65), List.of()));
    assertThat(messages()).containsExactly(
        "job " + JOB + ": chapter " + TWO + " (subtask " + ONE
            + ") finished by apertium in 1.24 s, 12/65 (18 %)");
    var fields = lines.list.getFirst()
        .getKeyValuePairs()
        .stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
    assertThat(fields)
        .containsEntry("event", "subtask_finished")
        .containsEntry("job_id", JOB.toString())
        .containsEntry("subtask_id", ONE.toString())
        .containsEntry("engine", "apertium")
        .containsEntry("duration_ms", "1240")
        .containsEntry("progress", "18");
  }

  @Test
  void everyEventOfAnotherPersonsTextIsOneLine() {
    events.on(new WorkerEvent.AnnouncementRejected("a\nb\u0007", "not JSON"));
    events.on(new WorkerEvent.SubtaskFailed(ITEM, "line one\n  line two"));
    assertThat(messages()).containsExactly(
        "announcement rejected: not JSON; it begins 'a b�'",
        "job " + JOB + ": chapter " + TWO + " (subtask " + ONE + ") FAILED: line one line two");
  }

  @Test
  void aFailingLoopSpeaksOnceAMinuteAndWhenItWorksAgain() {
    var down = new UnavailableException(
        "Redis", "Redis at redis://:pw@h:6379 does not answer", new IOException("refused"));
    for (var i = 1; i <= 200; i++) {
      events.on(new WorkerEvent.LoopFailed("receive", down, i, Duration.ofSeconds(1)));
      now = now.plusSeconds(1);
    }
    events.on(new WorkerEvent.LoopRecovered("receive", 200));
    events.on(new WorkerEvent.LoopFailed("receive", down, 1, Duration.ofSeconds(1)));
    assertThat(messages()).containsExactly(
        "receive fails and goes on trying, next in 1.00 s:"
            + " Redis at redis://:***@h:6379 does not answer",
        "receive fails and goes on trying, next in 1.00 s (failure 61 in a row):"
            + " Redis at redis://:***@h:6379 does not answer",
        "receive fails and goes on trying, next in 1.00 s (failure 121 in a row):"
            + " Redis at redis://:***@h:6379 does not answer",
        "receive fails and goes on trying, next in 1.00 s (failure 181 in a row):"
            + " Redis at redis://:***@h:6379 does not answer",
        "receive works again after 200 failures",
        "receive fails and goes on trying, next in 1.00 s:"
            + " Redis at redis://:***@h:6379 does not answer");
    assertThat(lines.list).allMatch(line -> line.getThrowableProxy() == null);
  }

  @Test
  void aPromotionThatIsTriedAgainSpeaksOnceAMinute() {
    for (var second = 0; second < 60; second += 2) {
      now = Duration.ofSeconds(second);
      events.on(new WorkerEvent.PromotionStarted(JOB));
      events.on(new WorkerEvent.PromotionDelayed(JOB, "the store is away"));
    }
    var said = List.of(
        "job " + JOB + ": promotion starts",
        "job " + JOB + ": promotion delayed, the store is away");
    assertThat(messages()).containsExactlyElementsOf(said);
    events.on(new WorkerEvent.PromotionDelayed(JOB, "the disk is full"));
    assertThat(messages()).hasSize(3);
    now = Duration.ofSeconds(61);
    events.on(new WorkerEvent.PromotionDelayed(JOB, "the store is away"));
    assertThat(messages()).hasSize(4);
    events.on(new WorkerEvent.JobCompleted(JOB, 1, 0, List.of(), Duration.ofMillis(80)));
    events.on(new WorkerEvent.PromotionStarted(JOB));
    assertThat(messages()).hasSize(6).last().isEqualTo(said.getFirst());
  }

  @Test
  void anUnexpectedFailureOfALoopShowsItsTrace() {
    var bug = new IllegalStateException("bug");
    events.on(new WorkerEvent.LoopFailed("sweep", bug, 1, Duration.ofSeconds(1)));
    now = now.plusSeconds(61);
    events.on(new WorkerEvent.LoopFailed("sweep", bug, 2, Duration.ofSeconds(1)));
    assertThat(lines.list).extracting(line -> line.getThrowableProxy() != null)
        .containsExactly(true, true);
  }

  @Test
  void detailsAreForDebugging() {
    logger.setLevel(Level.INFO);
    events.on(new WorkerEvent.SubtaskStarted(ITEM, 1));
    events.on(new WorkerEvent.EngineCalled("pseudo", "translated", Duration.ofMillis(3)));
    assertThat(messages()).isEmpty();
  }

  @Test
  void stagingIsNotTakenForAnEngine() {
    events.on(new WorkerEvent.StagingParked("folder: disk full", Duration.ofSeconds(2)));
    events.on(new WorkerEvent.StagingReopened());
    assertThat(messages()).containsExactly(
        "nothing is claimed for 2.00 s, staging cannot be written: folder: disk full",
        "staging works again");
  }

  @Test
  void aKeptRowIsNamed() {
    events.on(
        new WorkerEvent.JobCompleted(
            JOB, 61, 3, List.of("chapter 7: edited since"), Duration.ofMillis(80)));
    assertThat(messages()).containsExactly(
        "job " + JOB + " COMPLETED: 61 rows inserted, 3 updated, 1 kept; promotion took 80 ms",
        "job " + JOB + ": kept chapter 7: edited since");
  }

  private List<String> messages() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
