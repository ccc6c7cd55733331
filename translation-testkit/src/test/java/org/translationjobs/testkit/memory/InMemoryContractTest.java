package org.translationjobs.testkit.memory;

import org.translationjobs.testkit.DatabaseContract;
import org.translationjobs.testkit.DatabaseUnderTest;

/** The contracts of the database's ports in memory. */
class InMemoryContractTest implements DatabaseContract {
  private final InMemoryDatabase memory = new InMemoryDatabase();

  @Override
  public DatabaseUnderTest database() {
    return new InMemoryUnderTest(memory);
  }
}
