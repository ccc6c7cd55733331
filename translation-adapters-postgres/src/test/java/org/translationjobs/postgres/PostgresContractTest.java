package org.translationjobs.postgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.translationjobs.testkit.DatabaseContract;

/** The contracts of the database's ports on a real PostgreSQL. */
class PostgresContractTest implements DatabaseContract {
  private static TestDatabase shared;
  private TestDatabase database;

  @BeforeAll
  static void open() {
    shared = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    shared.close();
  }

  @BeforeEach
  void empty() {
    database = shared.emptied();
    database.limitTitles(10_000);
  }

  @Override
  public TestDatabase database() {
    return database;
  }
}
