package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.announcement.Announcements.Rejected;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.work.WorkerId;

class ReceiveAnnouncementsTest {
  private static final Duration GRACE = WorkerSettings.DEFAULTS.patience().creatorGrace();
  private final LeapingTasks tasks = new LeapingTasks();
  private final WorkerScene scene = new WorkerScene(tasks);

  private ReceiveAnnouncements receive(AnnouncementFormat format) {
    var ports = scene.ports(scene.database.workers(), format);
    var serving = new Serving(tasks, scene.profile.store(), ports.engines());
    var activate = new ActivateJobs(
        ports, scene.settings, WorkerScene.PLAN, serving, tasks.newSignal(), scene.events);
    return new ReceiveAnnouncements(ports, scene.profile, activate, GRACE, scene.events);
  }

  @Test
  void aMalformedMessageIsRejectedWhenTheQueueIsBack() throws InterruptedException {
    var receive = receive(payload -> {
      scene.announcements.setAvailable(false); // goes away between receiving and rejecting
      return WorkerScene.parse(payload);
    });
    scene.announcements.push("nonsense");
    for (var i = 0; i < 3; i++) {
      assertThatThrownBy(receive::turn).isInstanceOf(UnavailableException.class);
    }
    assertThat(scene.told).isEmpty();
    scene.announcements.setAvailable(true);
    receive.turn();
    receive.turn();
    assertRejectedOnce("nonsense", "no id");
  }

  @Test
  void aMessageForAnUnknownJobIsRejectedWhenTheQueueIsBack() throws InterruptedException {
    var receive = receive(WorkerScene::parse);
    var unknown = UUID.randomUUID().toString();
    scene.announcements.push(unknown);
    while (tasks.now().compareTo(GRACE.minusSeconds(1)) < 0) {
      receive.turn();
    }
    assertThat(scene.announcements.rejected(10)).isEmpty();
    scene.announcements.setAvailable(false);
    tasks.sleep(Duration.ofSeconds(15));
    for (var i = 0; i < 3; i++) {
      assertThatThrownBy(receive::turn).isInstanceOf(UnavailableException.class);
    }
    scene.announcements.setAvailable(true);
    receive.turn();
    receive.turn();
    assertRejectedOnce(unknown, "became visible within 60 s");
  }

  private void assertRejectedOnce(String payload, String reason) {
    assertThat(scene.announcements.rejected(10))
        .singleElement()
        .satisfies(rejected -> {
          assertThat(rejected.payload()).isEqualTo(payload);
          assertThat(rejected.reason()).contains(reason);
        });
    assertThat(scene.told(WorkerEvent.AnnouncementRejected.class)).hasSize(1);
    // nothing is kept by the worker any more
    assertThat(scene.announcements.recover(java.util.Set.<WorkerId>of())).isZero();
    assertThat(scene.announcements.rejected(10)).extracting(Rejected::payload).hasSize(1);
  }
}
