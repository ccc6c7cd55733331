package org.translationjobs.core.worker;

import java.util.List;
import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.cost.CallLedger;
import org.translationjobs.core.cost.Prices;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.staging.StagedText;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.text.SourceTexts;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Housekeeping;

/**
 * Everything a worker needs of the world.
 *
 * @param prices
 *          of the engines' calls
 * @param engines
 *          that are set up here, by name unique; the translator uses the same
 */
public record WorkerPorts(
    Tasks tasks,
    Jobs jobs,
    Runs runs,
    Claims claims,
    Promotions promotions,
    SourceTexts sourceTexts,
    Workers workers,
    Holds holds,
    Housekeeping housekeeping,
    Staging staging,
    StagedText stagedText,
    Announcements announcements,
    AnnouncementFormat announcementFormat,
    Translator translator,
    CallLedger ledger,
    Prices prices,
    List<TranslationEngine> engines) {
  public WorkerPorts {
    engines = List.copyOf(engines);
  }
}
