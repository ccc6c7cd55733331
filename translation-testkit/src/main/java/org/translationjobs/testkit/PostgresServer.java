package org.translationjobs.testkit;

import java.io.IOException;
import javax.sql.DataSource;

/** A running PostgreSQL on 127.0.0.1. */
interface PostgresServer {
  int port();

  /** Opens a new connection each time, as {@link EmbeddedPostgres#USER}. */
  DataSource database(String name);

  /** Stops it; its connections break. Idempotent. */
  void close() throws IOException;
}
