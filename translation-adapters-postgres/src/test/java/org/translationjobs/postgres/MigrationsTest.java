package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.TranslationJobsException;

/** The versions of our schema. */
class MigrationsTest {
  private static final String HISTORY = "translation_ops.flyway_history";

  private TestDatabase database = TestDatabase.create();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theNewestVersionIsTheLastOfTheFolder() {
    assertThat(
        database.value(
            String.class, "select version from " + HISTORY
                + " order by installed_rank desc limit 1"))
        .isEqualTo(Migrations.NEWEST);
    assertThat(database.postgres().isMigrated()).isTrue();
    assertThat(database.postgres().migrate()).isZero();
  }

  @Test
  void withoutTheNewestVersionItIsNotMigrated() {
    database.execute("delete from " + HISTORY + " where version = '" + Migrations.NEWEST + "'");
    assertThat(database.postgres().isMigrated()).isFalse();
    assertThat(database.postgres().pendingMigrations()).hasSize(1);
    database.execute("delete from " + HISTORY);
    assertThat(database.postgres().isMigrated()).isFalse();
    database.execute("drop schema translation_ops cascade");
    assertThat(database.postgres().isMigrated()).isFalse();
    assertThat(database.postgres().migrate()).isPositive();
    assertThat(database.postgres().isMigrated()).isTrue();
  }

  @Test
  void aVersionThatFailedIsNotPassedOver() {
    database.execute("update " + HISTORY + " set success = false where version = '1'");
    assertThat(database.postgres().isMigrated()).isFalse();
    assertThatThrownBy(() -> database.postgres().migrate())
        .isInstanceOf(TranslationJobsException.class)
        .hasMessageContaining("bring the schema translation_ops up to date");
  }

  @Test
  void aLaterProgramMayHaveAddedToIt() {
    database.execute(
        "insert into " + HISTORY + " select 99, '99', 'of a later program', type, 'V99__later.sql',"
            + " 1, installed_by, installed_on, 0, true from " + HISTORY + " where version = '1'");
    assertThat(database.postgres().isMigrated()).isTrue();
    assertThat(database.postgres().migrate()).isZero();
  }

  /** Only the longer question notices. */
  @Test
  void aVersionThatWasChangedIsFoundByMigrating() {
    database.execute("update " + HISTORY + " set checksum = checksum + 1 where version = '1'");
    assertThat(database.postgres().isMigrated()).isTrue();
    assertThatThrownBy(() -> database.postgres().migrate()).hasMessageContaining("checksum");
  }
}
