package org.translationjobs.worker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.runtime.configuration.Configuration;

/** One line that says who starts, and with what. */
final class Banner {
  private static final Logger LOG = LoggerFactory.getLogger("org.translationjobs.worker");

  private Banner() {}

  /** A second line where the pool is too small. */
  static void log(Configuration configuration) {
    var worker = configuration.worker();
    var http = configuration.http();
    LOG.info(
        "translation-worker {} '{}': engine {}, concurrency {}, staging {}, PostgreSQL {}, Redis {},"
            + " http {}",
        TranslationSystem.version(), worker.name(), String.join(" → ", configuration.engines()
            .chain()),
        worker.settings().concurrency(), configuration.staging(),
        configuration.database().url().address(),
        configuration.redis().map(Object::toString).orElse("none"),
        http.port() == 0 ? "off" : http.bind() + ":" + http.port());
    if (configuration.database().poolSize() < TranslationSystem.NEEDED_CONNECTIONS) {
      LOG.warn(
          "DATABASE_POOL_SIZE is {}; a worker keeps up to {} connections busy and will wait for them",
          configuration.database().poolSize(), TranslationSystem.NEEDED_CONNECTIONS);
    }
  }
}
