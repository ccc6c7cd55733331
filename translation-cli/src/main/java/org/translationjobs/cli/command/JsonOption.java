package org.translationjobs.cli.command;

import picocli.CommandLine.Option;

/** For commands whose output is data. */
final class JsonOption {
  @Option(names = "--json", description = "One JSON document on standard output, nothing else.")
  boolean json;
}
