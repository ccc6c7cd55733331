package org.translationjobs.quickstart;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the quickstart was asked to do; {@code help.txt} describes it. */
@Command(name = "quickstart")
final class Options {
  @Option(names = "--novel")
  private @Nullable Path novel;

  @Option(names = "--from")
  private @Nullable String from;

  @Option(names = "--to")
  private @Nullable String to;

  @Option(names = "--engine")
  private @Nullable String engine;

  @Option(names = "--install-engine")
  boolean installEngine;

  @Option(names = "--keep")
  boolean keep;

  @Option(names = {"-h", "--help"}, help = true)
  boolean help;

  /**
   * @throws CommandLine.ParameterException
   *           with one line for a person
   */
  static Options parse(String... arguments) {
    var options = new Options();
    new CommandLine(options).parseArgs(arguments);
    return options;
  }

  /** The novel's file; empty for the sample. */
  Optional<Path> novel() {
    return Optional.ofNullable(novel);
  }

  /** The source language; empty for the one the novel's file names. */
  Optional<String> from() {
    return Optional.ofNullable(from);
  }

  /** The target language; not named: Spanish, and English for a Spanish novel. */
  String to(String source) {
    return to != null ? to : source.equals("es") ? "en" : "es";
  }

  Optional<String> engine() {
    return Optional.ofNullable(engine);
  }
}
