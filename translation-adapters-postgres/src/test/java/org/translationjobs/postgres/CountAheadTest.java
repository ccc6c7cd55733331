package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.Scene;

/** Without an index, the subtasks of a large job are counted while the last texts of its promotion are written. */
class CountAheadTest {
  private static final int CHAPTERS = 17;

  private final TestDatabase database =
      TestDatabase.changed("drop index ix_translation_subtasks_job_id");
  private final SubtaskCounts counts = new SubtaskCounts();
  private final Scene scene = Scene.pendingJob(database, CHAPTERS);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void beforeTheLastTextsAreWrittenTheJobIsLocked() throws SQLException {
    try (var sessions = sessions(database.source());
        var promotion = promotion(sessions)) {
      write(promotion, 16);
      addSubtask();
      write(promotion, 16);
      assertThatThrownBy(this::addSubtask).hasMessageContaining("lock timeout");
      assertThat(promotion.complete())
          .isEqualTo(new Completion.NotNow("1 of 18 subtasks were added meanwhile"));
    }
    addSubtask();
  }

  @Test
  void aJobThatIsWrittenAtOnceIsLockedAtTheEndOnly() throws SQLException {
    try (var sessions = sessions(database.source());
        var promotion = promotion(sessions)) {
      write(promotion, 18);
      addSubtask();
      assertThat(promotion.complete())
          .isEqualTo(new Completion.NotNow("1 of 18 subtasks were added meanwhile"));
    }
  }

  @Test
  void aPromotionOnTheOnlyConnectionCountsItself() {
    try (var single = onlyOneConnection();
        var sessions = sessions(single);
        var promotion = promotion(sessions)) {
      write(promotion, 16);
      assertThat(single.getHikariPoolMXBean().getThreadsAwaitingConnection()).isZero();
      write(promotion, 16);
      Eventually.until(
          "somebody else would count",
          () -> single.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
      assertThat(promotion.complete()).isInstanceOf(Completion.Completed.class);
    }
  }

  @Test
  void onlyACountThatHasBegunIsWaitedFor() throws SQLException {
    try (var single = onlyOneConnection();
        var sessions = sessions(single)) {
      CountAhead late;
      try (var busy = single.getConnection()) {
        late = new CountAhead(scene.jobId(), counts, sessions);
        assertThat(busy.isValid(5)).isTrue();
        assertThat(late.take()).isEmpty();
      }
      var blocked = database.source().getConnection();
      blocked.setAutoCommit(false);
      try (blocked; var lock = blocked.createStatement()) {
        lock.execute("lock table translation_subtasks in access exclusive mode");
        var failing = new CountAhead(scene.jobId(), counts, sessions);
        Eventually.until("it counts", counts::isCounting);
        assertThat(failing.take()).isEmpty();
        blocked.rollback();
      }
      var begun = new CountAhead(scene.jobId(), counts, sessions);
      Eventually.until("it has counted", begun::isOver);
      assertThat(begun.take()).isEqualTo(OptionalInt.of(CHAPTERS));
    }
  }

  private PromotionTransaction promotion(Database sessions) {
    var run = scene.start();
    scene.finishAll(run);
    return new PostgresPromotions(sessions, counts).begin(scene.promotionClaim(run));
  }

  private static Database sessions(DataSource source) {
    var sessions = new Database(source, PostgresSettings.DEFAULTS, "test database");
    sessions.guide();
    return sessions;
  }

  private HikariDataSource onlyOneConnection() {
    var url = ConnectionUrl.parse(database.url());
    var pool = new HikariConfig();
    pool.setJdbcUrl(url.jdbcUrl());
    pool.setDataSourceProperties(url.properties());
    pool.setMaximumPoolSize(1);
    return new HikariDataSource(pool);
  }

  private static void write(PromotionTransaction promotion, int atMost) {
    var written = promotion.write(
        promotion.next(atMost)
            .stream()
            .map(item -> new PromotionText(item, new TranslatedText("t", "c")))
            .toList());
    assertThat(written).isNotEmpty()
        .allMatch(PromotionTransaction.Written.Inserted.class::isInstance);
  }

  private void addSubtask() throws SQLException {
    try (var other = database.source().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("set local lock_timeout = '200ms'");
      statement.execute(
          """
          insert into translation_subtasks (id, job_id, entity_type, entity_id, seq, priority,
            status, created_at, updated_at)
          values ('%s', '%s', 'chapter', '%s', 9, 100, 'PENDING', now(), now())
          """.formatted(UUID.randomUUID(), scene.jobId(), UUID.randomUUID()));
      other.commit();
    }
  }
}
