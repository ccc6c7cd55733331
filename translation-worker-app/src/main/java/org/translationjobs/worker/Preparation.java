package org.translationjobs.worker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.runtime.DatabaseProbe;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.runtime.configuration.Configuration;
import org.translationjobs.runtime.configuration.ConfigurationException;
import org.translationjobs.runtime.events.Wording;

/**
 * Gets the servers ready before the worker starts: waits for PostgreSQL and the staging store for as
 * long as it takes, and brings our schema up to date. What waiting cannot cure ends the start.
 */
final class Preparation {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration SAY_AGAIN = Duration.ofMinutes(1);

  private final TranslationSystem system;
  private final Configuration configuration;
  private final StopRequest stop;
  private String said = "";
  private long saidAt;

  Preparation(TranslationSystem system, Configuration configuration, StopRequest stop) {
    this.system = system;
    this.configuration = configuration;
    this.stop = stop;
  }

  /**
   * @return false when a stop was asked for meanwhile
   * @throws ConfigurationException
   *           when only a person can help
   */
  boolean succeeds() throws InterruptedException {
    var wait = FIRST_WAIT;
    while (!stop.isAsked()) {
      try {
        prepare();
        return true;
      } catch (UnavailableException e) {
        say(Wording.cause(e));
      }
      stop.await(jittered(wait));
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
    return false;
  }

  private void prepare() {
    DatabaseProbe.connect(configuration.database());
    if (configuration.worker().migrate() && !system.isMigrated()) {
      var steps = system.migrate();
      if (steps > 0) {
        LOG.info("schema translation_ops brought up to date in {} steps", steps);
      }
    }
    try {
      system.checkDatabase();
    } catch (UnavailableException e) {
      throw e;
    } catch (TranslationJobsException e) {
      throw new ConfigurationException("DATABASE_URL", String.valueOf(e.getMessage()));
    }
    system.staging().storeId();
  }

  /** The first time, when the reason changes, and once a minute. */
  private void say(String reason) {
    var now = System.nanoTime();
    if (!reason.equals(said) || now - saidAt > SAY_AGAIN.toNanos()) {
      said = reason;
      saidAt = now;
      LOG.warn("waiting to start: {}", reason);
    }
  }

  private static Duration jittered(Duration wait) {
    return Duration.ofNanos(
        (long) (wait.toNanos() * ThreadLocalRandom.current().nextDouble(0.5, 1)));
  }
}
