package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.work.WorkerId;

class InMemoryAnnouncementsTest implements AnnouncementsContract {
  private final InMemoryAnnouncements announcements = new InMemoryAnnouncements(new RealTasks());

  @Override
  public Announcements announcements() {
    return announcements;
  }

  @Override
  public Announcements elsewhere() {
    return announcements;
  }

  @Override
  public void push(String payload) {
    announcements.push(payload);
  }

  @Test
  void everythingFailsWhileItIsUnavailable() {
    announcements.setAvailable(false);
    assertThatThrownBy(() -> announcements.announce(JobId.random())).isInstanceOf(
        UnavailableException.class);
    assertThatThrownBy(() -> announcements.receive(WorkerId.random(), SOON)).isInstanceOf(
        UnavailableException.class);
    announcements.setAvailable(true);
    announcements.announce(JobId.random());
    assertThat(announcements.depth()).isEqualTo(1);
  }

  @Test
  void aFlushForgetsEverything() throws Exception {
    announcements.push("kept");
    announcements.receive(WorkerId.random(), SOON);
    announcements.push("waiting");
    announcements.flush();
    assertThat(announcements.recover(Set.of())).isZero();
    assertThat(announcements.depth()).isZero();
  }
}
