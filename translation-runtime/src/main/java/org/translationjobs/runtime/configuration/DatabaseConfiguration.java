package org.translationjobs.runtime.configuration;

import org.translationjobs.postgres.ConnectionUrl;
import org.translationjobs.postgres.PostgresSettings;

/**
 * Where the database is.
 *
 * @param url
 *          printed without user and password
 * @param poolSize
 *          connections at most
 * @param tables
 *          what the other services' tables and columns are called
 */
public record DatabaseConfiguration(ConnectionUrl url, int poolSize, PostgresSettings tables) {
  public static final int DEFAULT_POOL_SIZE = 10;
}
