package org.translationjobs.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.view.JobView;

/** A service that translates novels inside itself. docs/embedding.md quotes it. */
final class EmbeddingExample {
  private EmbeddingExample() {}

  static JobView translate(
      DataSource dataSource, String redis, Path staging, House house, NovelId novel)
      throws InterruptedException {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    // tag::embedding[]
    try (var jobs = TranslationJobs.builder()
        .dataSource(dataSource)
        .redis(redis)
        .staging(staging)
        .engine("house", (text, pair) -> house.translate(text, pair.from(), pair.to()))
        .concurrency(4)
        .build()) {
      var worker = jobs.startWorker();
      var job = jobs.submit(novel, LanguagePair.of("en", "es"));
      jobs.follow(job, view -> seen.add(view.status() + " " + view.progress()));
      var end = jobs.await(job, Duration.ofMinutes(1));
      worker.stop();
      return end;
    }
    // end::embedding[]
  }

  /** The translator that the service has already: a model, a server, a program. */
  interface House {
    String translate(String text, String from, String to) throws IOException;
  }
}
