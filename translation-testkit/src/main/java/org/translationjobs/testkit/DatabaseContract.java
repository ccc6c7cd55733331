package org.translationjobs.testkit;

/** The contracts of all ports that a database serves. */
public interface DatabaseContract
    extends
    JobsContract,
    ClaimsContract,
    SilentClaimsContract,
    ProvideContract,
    RunsContract,
    PromotionsContract,
    HoldsContract,
    CallLedgerContract,
    TranslationMemoryContract,
    GlossariesContract,
    WorkersContract,
    SourceTextsContract,
    SubmissionsContract,
    JobViewsContract,
    HousekeepingContract {
  @Override
  DatabaseUnderTest database();
}
