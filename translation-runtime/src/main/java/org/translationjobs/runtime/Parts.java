package org.translationjobs.runtime;

import java.time.Duration;
import java.util.List;
import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.cost.Prices;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator;
import org.translationjobs.core.staging.StagedText;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.runtime.configuration.WorkerConfiguration;

/**
 * What a system consists of.
 *
 * @param connections
 *          how busy the pool is, where it was made here
 * @param chain
 *          the engines' names, {@code placeholder} included
 * @param placeholderLatency
 *          how long {@code placeholder} takes for each text in the runs that start here
 * @param made
 *          what was made for this system and is closed with it
 */
record Parts(
    DatabasePorts database,
    ConnectionCounts connections,
    Announcements announcements,
    AnnouncementFormat announcementFormat,
    Staging staging,
    StagedText stagedText,
    List<TranslationEngine> engines,
    List<String> chain,
    Translator translator,
    Tasks tasks,
    Prices prices,
    Duration placeholderLatency,
    WorkerConfiguration worker,
    Made made) {
  void close() {
    made.close();
  }
}
