package org.translationjobs.quickstart;

import java.nio.file.Path;
import java.util.Optional;
import org.translationjobs.core.engine.TranslationEngine.PairSupport;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.engines.Engines;

/** Finds the engine that translates, and installs one where somebody agrees. */
final class EngineFinder {
  private final Options options;
  private final LanguagePair pair;
  private final Screen screen;
  private final AptPackages packages;

  EngineFinder(Options options, LanguagePair pair, Screen screen) {
    this.options = options;
    this.pair = pair;
    this.screen = screen;
    this.packages = new AptPackages(screen.canAsk());
  }

  /**
   * The engine's name; has told why it is {@code pseudo}.
   *
   * @throws QuickstartException
   *           when the engine somebody named cannot be used
   * @param log
   *          for what an installation says
   */
  String find(Path log) throws Exception {
    return act(decide(options.installEngine, screen.canAsk()), log);
  }

  private String act(EngineChoice choice, Path log) throws Exception {
    return switch (choice) {
      case EngineChoice.Use(var engine) -> engine;
      case EngineChoice.Pretend(var why) -> pretend(why);
      case EngineChoice.Refuse(var why) -> throw new QuickstartException(2, why);
      case EngineChoice.Install() -> install(log);
      case EngineChoice.Ask() -> screen.yes(
          "Apertium, a free translation engine, is not installed. Install it now\n("
              + AptPackages.command() + ")?")
                  ? act(decide(true, false), log)
                  : act(decide(false, false), log);
    };
  }

  private EngineChoice decide(boolean agreed, boolean terminal) throws Exception {
    return EngineChoice.decide(options.engine(), support(), obstacle(), agreed, terminal);
  }

  private String install(Path log) throws Exception {
    screen.line("Installing " + String.join(" and ", AptPackages.APERTIUM) + " …");
    var problem = packages.installApertium(log);
    return problem.isPresent()
        ? pretend("the installation failed: " + problem.get())
        : act(decide(false, false), log);
  }

  private String pretend(String why) {
    screen.fact("No engine", why);
    screen.fact("Instead", "\"pseudo\" makes a text that only looks translated");
    if (EngineChoice.servedByPackages(pair)) {
      screen.fact("A real one", "./quickstart --install-engine");
    } else {
      screen.fact("A real one", "install Apertium with a package for " + pair);
    }
    return EngineChoice.PSEUDO;
  }

  private Optional<String> obstacle() {
    return EngineChoice.servedByPackages(pair)
        ? packages.obstacle()
        : Optional.of("the quickstart knows no package for " + pair);
  }

  private PairSupport support() throws Exception {
    var engine = Engines.apertium();
    try {
      return engine.supports(pair);
    } finally {
      if (engine instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }
}
