package org.translationjobs.runtime.configuration;

/**
 * Where the database is.
 *
 * @param url
 *          as it was set, password included
 * @param poolSize
 *          connections at most
 */
public record DatabaseConfiguration(DatabaseUrl url, int poolSize) {
  public static final int DEFAULT_POOL_SIZE = 10;
}
