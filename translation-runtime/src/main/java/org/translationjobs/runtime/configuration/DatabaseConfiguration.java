package org.translationjobs.runtime.configuration;

import org.translationjobs.postgres.PostgresSettings;

/**
 * Where the database is.
 *
 * @param poolSize
 *          connections at most
 * @param tables
 *          what the other services' tables and columns are called
 */
public record DatabaseConfiguration(DatabaseUrl url, int poolSize, PostgresSettings tables) {
  public static final int DEFAULT_POOL_SIZE = 10;
}
