package org.translationjobs.chaos.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.EmbeddedRedis;
import org.translationjobs.testkit.EmbeddedS3;

/** PostgreSQL, Redis, S3 and two engines of one site, all real but the engines. */
public final class Servers implements AutoCloseable {
  public static final String BUCKET = "staging";

  private final EmbeddedPostgres postgres;
  private final EmbeddedPostgres.Database database;
  private final EmbeddedRedis redis;
  private final EmbeddedS3 s3;
  private final EngineServer engine;
  private final PaidChat chat;

  private Servers(
      EmbeddedPostgres postgres, EmbeddedRedis redis, EmbeddedS3 s3, EngineServer engine,
      PaidChat chat) {
    this.postgres = postgres;
    this.redis = redis;
    this.s3 = s3;
    this.engine = engine;
    this.chat = chat;
    database = postgres.createDatabase();
  }

  /** Commits wait until the server has handed them to the system: a killed server loses none. */
  public static Servers start(long seed) {
    var s3 = EmbeddedS3.start().createBucket(BUCKET);
    return new Servers(
        EmbeddedPostgres.start(Map.of("synchronous_commit", "on")), EmbeddedRedis.start(), s3,
        EngineServer.start(seed), PaidChat.start(seed));
  }

  public EmbeddedPostgres postgres() {
    return postgres;
  }

  public EmbeddedRedis redis() {
    return redis;
  }

  public EmbeddedS3 s3() {
    return s3;
  }

  public EngineServer engine() {
    return engine;
  }

  public PaidChat chat() {
    return chat;
  }

  /** Straight to the database, past every proxy. */
  public DataSource dataSource() {
    return database.dataSource();
  }

  /** A new connection straight to the database, past every proxy. */
  public Connection connect() throws SQLException {
    return database.dataSource().getConnection();
  }

  /** {@code DATABASE_URL} for a worker whose way leads through a port. */
  String databaseUrl(int port, String applicationName) {
    return database.urlThrough(port) + "?application_name=" + applicationName;
  }

  @Override
  public void close() {
    chat.close();
    engine.close();
    s3.close();
    redis.close();
    postgres.close();
  }
}
