package org.translationjobs.cli.command;

import picocli.CommandLine.Option;

/** For commands that ask first. */
final class YesOption {
  @Option(names = {"-y", "--yes"}, description = "Do not ask.")
  boolean yes;
}
