package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.announcement.Announcements.Announcement;
import org.translationjobs.core.announcement.Announcements.Rejected;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.simulation.Changed;

class ReceiveAnnouncementsTest {
  private static final Duration GRACE = WorkerSettings.DEFAULTS.patience().creatorGrace();
  private final LeapingTasks tasks = new LeapingTasks();
  private final WorkerScene scene = new WorkerScene(tasks);

  private boolean full;

  private ReceiveAnnouncements receive(AnnouncementFormat format) {
    return receive(scene.ports(scene.database.workers(), format));
  }

  private ReceiveAnnouncements receive(WorkerPorts ports) {
    var serving = new Serving(tasks, scene.profile.store(), ports.engines());
    var activate = new ActivateJobs(
        ports, scene.settings, scene.profile, WorkerScene.PLAN, serving, new ClaimsNothing(),
        scene.events);
    return new ReceiveAnnouncements(
        ports, scene.profile, activate, () -> full, GRACE, scene.events);
  }

  @Test
  void thatMoreWaitIsKnownForAMomentAfterAnAnnouncement() throws InterruptedException {
    var receive = receive(WorkerScene::parse);
    scene.announcements.push("nonsense");
    receive.turn();
    assertThat(receive.moreWait()).isFalse();
    tasks.sleep(Duration.ofSeconds(1));
    scene.announcements.push("nonsense");
    scene.announcements.push("nonsense");
    receive.turn();
    assertThat(receive.moreWait()).isTrue();
    tasks.sleep(Duration.ofSeconds(1));
    assertThat(receive.moreWait()).isFalse();
  }

  @Test
  void whoHasNoRoomWaitsForAMomentBeforeTheNext() throws InterruptedException {
    var receive = receive(WorkerScene::parse);
    scene.announcements.push("nonsense");
    var began = tasks.now();
    receive.turn();
    assertThat(tasks.now()).isEqualTo(began);
    full = true;
    scene.announcements.push("nonsense");
    receive.turn();
    assertThat(tasks.now()).isEqualTo(began.plusMillis(20));
    assertThat(scene.told(WorkerEvent.AnnouncementRejected.class)).hasSize(2);
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

  @Test
  void aRejectionThatIsNeverCarriedOutKeepsNoOtherWaiting() {
    var queue = Changed.method(
        Announcements.class, scene.announcements, "reject", (arguments, original) -> {
          if (((Announcement) arguments[1]).payload().equals("worst")) {
            throw new IllegalStateException("cannot be rejected");
          }
          return original.call(arguments);
        });
    var receive = receive(
        scene.ports(
            scene.database.jobs(), scene.database.workers(), queue, WorkerScene::parse));
    scene.announcements.push("worst");
    scene.announcements.push("bad");
    for (var i = 0; i < 3; i++) {
      assertThatThrownBy(receive::turn).hasMessage("cannot be rejected");
    }
    assertThat(scene.announcements.rejected(10)).extracting(Rejected::payload)
        .containsExactly("bad");
  }

  @Test
  void aJobThatCannotBeReadKeepsNoOtherMessageWaiting() throws InterruptedException {
    var jobs = Changed.method(
        Jobs.class, scene.database.jobs(), "activate", (arguments, original) -> {
          throw new IllegalStateException("cannot be read");
        });
    var receive = receive(
        scene.ports(
            jobs, scene.database.workers(), scene.announcements, WorkerScene::parse));
    scene.announcements.push(UUID.randomUUID().toString());
    scene.announcements.push("nonsense");
    assertThatThrownBy(receive::turn).hasMessage("cannot be read");
    receive.turn();
    assertThat(scene.announcements.rejected(10)).extracting(Rejected::payload)
        .containsExactly("nonsense");
    tasks.sleep(Duration.ofMinutes(1));
    assertThatThrownBy(receive::turn).hasMessage("cannot be read");
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
