package org.translationjobs.runtime;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.translationjobs.core.cost.CallLedger;
import org.translationjobs.core.diagnosis.Finding;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.submission.Submissions;
import org.translationjobs.core.text.SourceTexts;
import org.translationjobs.core.view.JobViews;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Housekeeping;
import org.translationjobs.core.worker.Workers;

/**
 * What the database's adapter offers.
 *
 * @param address
 *          for people, without user and password
 * @param reach
 *          connects once and throws at once where a pool would keep trying
 * @param migrate
 *          brings our schema up to date; how many steps
 * @param pending
 *          the names of the steps that are still to be taken for it
 * @param check
 *          looks at the tables; throws when something is missing
 * @param createGuideTables
 *          with the recommended indexes or without
 */
record DatabasePorts(
    String address,
    Runnable reach,
    Jobs jobs,
    Runs runs,
    Claims claims,
    Promotions promotions,
    SourceTexts sourceTexts,
    Workers workers,
    Holds holds,
    CallLedger ledger,
    TranslationMemory memory,
    Glossaries glossaries,
    Housekeeping housekeeping,
    Submissions submissions,
    JobViews views,
    IntSupplier migrate,
    BooleanSupplier migrated,
    Supplier<List<String>> pending,
    Runnable check,
    Consumer<Boolean> createGuideTables,
    Supplier<List<Finding>> diagnose) {}
