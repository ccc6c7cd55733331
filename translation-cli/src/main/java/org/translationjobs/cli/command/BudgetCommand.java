package org.translationjobs.cli.command;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.view.JobView;
import org.translationjobs.runtime.TranslationSystem;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a job may cost. */
@Command(
    name = "budget",
    description = "Shows or sets what a job may cost. At its budget a job is held before the next"
        + " engine call; a new budget lets it go on.",
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli budget 3f2a91",
        "  translation-cli budget 3f2a91 --amount 7.50",
        "  translation-cli budget 3f2a91 --none"})
final class BudgetCommand extends CliCommand {
  @Parameters(paramLabel = "JOB", description = "Its id, or at least the first six characters.")
  String job = "";

  @ArgGroup
  @Nullable
  Change change;

  @Mixin
  JsonOption output = new JsonOption();

  BudgetCommand(Session session) {
    super(session);
  }

  static final class Change {
    @Option(
        names = "--amount",
        paramLabel = "AMOUNT",
        description = "In the currency of the prices; what is spent already counts.")
    @Nullable
    String amount;

    @Option(names = "--none", description = "No limit any more.")
    boolean none;
  }

  @Override
  public Integer call() {
    var wanted = change;
    var amount =
        Optional.ofNullable(wanted == null ? null : wanted.amount).map(BudgetCommand::amount);
    var view = jobs().find(job);
    if (wanted != null) {
      set(view, amount);
    }
    var cost = system().ledger().cost(view.id());
    if (output.json) {
      session.printJson(Documents.cost(cost, system().prices().currency()));
    } else {
      CostLines.of(cost, system().prices().currency()).forEach(session::print);
    }
    return ExitCode.OK;
  }

  private void set(JobView view, Optional<Cost> amount) {
    if (amount.isPresent()) {
      checkPrices(
          system(), view.run().map(run -> run.plan().engines()).orElseGet(() -> chain(system())));
    }
    system().ledger().setBudget(view.id(), amount);
    if (system().holds().release(new HoldScope.Job(view.id()), Hold.Kind.BUDGET)) {
      wakeWorkers();
      session.say("Released the budget's hold.");
    }
  }

  /** Reads an amount of money. */
  static Cost amount(String text) {
    try {
      return Cost.parse(text);
    } catch (IllegalArgumentException e) {
      throw CliFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  static List<String> chain(TranslationSystem system) {
    return system.engines().stream().map(engine -> engine.name()).toList();
  }

  /** Without a price nothing would ever be spent. */
  static void checkPrices(TranslationSystem system, List<String> engines) {
    if (system.prices().areFree(engines)) {
      throw CliFailure.usage("a budget needs a price, and none is set for "
          + (engines.isEmpty() ? "any engine" : String.join(", ", engines))
          + ": set PRICE_OPENAI_INPUT, PRICE_OPENAI_OUTPUT or PRICE_DEEPL_CHARACTERS here and for"
          + " the workers");
    }
  }
}
