package org.translationjobs.runtime;

import javax.sql.DataSource;

/** The PostgreSQL adapter's ports. */
final class PostgresParts {
  private PostgresParts() {
  }

  static DatabasePorts of(DataSource pool) {
    throw new UnsupportedOperationException("PostgreSQL");
  }
}
