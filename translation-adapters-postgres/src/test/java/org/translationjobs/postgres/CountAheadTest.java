package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.promotion.PromotionItem;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.run.RunId;
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

  /** The one that is added behind the back of its foreign key waits for no lock. */
  @Test
  void whatWasCountedMeanwhileIsNotCountedAgain() {
    try (var sessions = sessions(database.source());
        var promotion = promotion(sessions)) {
      write(promotion, 16);
      write(promotion, 16);
      Eventually.until("counted", ((PostgresPromotion) promotion)::hasCountedAhead);
      database.execute(
          "set session_replication_role = replica; " + insertSubtask()
              + "; reset session_replication_role");
      assertThat(promotion.complete()).isInstanceOf(Completion.Completed.class);
    }
  }

  /** The next promotion locks the job at the end only. */
  @Test
  void aStoreThatTakesItsTimeDoesNotKeepTheJobLocked() throws SQLException {
    try (var sessions = sessions(database.source())) {
      var promotions = new PostgresPromotions(sessions, counts, new EarlyLocks());
      var claim = claim();
      try (var slow = promotions.begin(claim)) {
        write(slow, 16);
        slow.keepAlive();
        var last = slow.next(16);
        slow.write(texts(last));
        assertThatThrownBy(slow::keepAlive).isInstanceOf(UnavailableException.class)
            .hasMessageContaining(scene.jobId().toString());
      }
      try (var again = promotions.begin(claim)) {
        write(again, 16);
        write(again, 16);
        again.keepAlive();
        assertThat(again.complete()).isInstanceOf(Completion.Completed.class);
      }
    }
  }

  @Test
  void onePromotionAtATimeLocksItsJobEarly() {
    var locks = new EarlyLocks();
    var one = RunId.random();
    var other = RunId.random();
    assertThat(locks.begin(one)).isTrue();
    assertThat(locks.begin(other)).isFalse();
    locks.end(one, true);
    assertThat(locks.begin(other)).isTrue();
    locks.end(other, false);
    assertThat(locks.begin(other)).isFalse();
    assertThat(locks.begin(one)).isTrue();
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
        Eventually.until("it has given up", failing::isOver);
        assertThat(failing.take()).isEmpty();
        blocked.rollback();
      }
      var begun = new CountAhead(scene.jobId(), counts, sessions);
      Eventually.until("it has counted", begun::isOver);
      assertThat(begun.take()).isEqualTo(OptionalInt.of(CHAPTERS));
    }
  }

  private PromotionTransaction promotion(Database sessions) {
    return new PostgresPromotions(sessions, counts, new EarlyLocks()).begin(claim());
  }

  private PromotionClaim claim() {
    var run = scene.start();
    scene.finishAll(run);
    return scene.promotionClaim(run);
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
    var written = promotion.write(texts(promotion.next(atMost)));
    assertThat(written).isNotEmpty()
        .allMatch(PromotionTransaction.Written.Inserted.class::isInstance);
  }

  private static List<PromotionText> texts(List<PromotionItem> items) {
    return items.stream()
        .map(item -> new PromotionText(item, new TranslatedText("t", "c")))
        .toList();
  }

  private void addSubtask() throws SQLException {
    try (var other = database.source().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("set local lock_timeout = '200ms'");
      statement.execute(insertSubtask());
      other.commit();
    }
  }

  private String insertSubtask() {
    return """
        insert into translation_subtasks (id, job_id, entity_type, entity_id, seq, priority,
          status, created_at, updated_at)
        values ('%s', '%s', 'chapter', '%s', 9, 100, 'PENDING', now(), now())
        """.formatted(UUID.randomUUID(), scene.jobId(), UUID.randomUUID());
  }
}
