package org.translationjobs.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.runtime.configuration.ConfigurationException;
import picocli.CommandLine.ParameterException;

/** Entry point of the quickstart; the script of the same name starts it. */
public final class QuickstartMain {
  private static final int WRONG_USAGE = 2;
  private static final int BROKEN = 3;
  private static final int STOPPED = 130;

  private QuickstartMain() {}

  public static void main(String[] arguments) {
    var running = new Running();
    var out = utf8Where(System.out);
    var err = utf8Where(System.err);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, err), "stop-quickstart"));
    var screen = Screen.of(out, System.in, System.getenv());
    System.exit(run(arguments, screen, err, running, RunFolder.usual()));
  }

  /** Runs it and stops whatever was started; returns the exit code. */
  static int run(
      String[] arguments, Screen screen, PrintStream err, Running running, Path base) {
    try {
      var options = Options.parse(arguments);
      if (options.help) {
        screen.out().print(help());
        return 0;
      }
      new Quickstart(options, screen, running).run(base);
      return 0;
    } catch (ParameterException e) {
      err.println("quickstart: " + e.getMessage() + " (see ./quickstart --help)");
      return WRONG_USAGE;
    } catch (CliFailure e) {
      err.println("quickstart: " + e.getMessage());
      return WRONG_USAGE;
    } catch (ConfigurationException e) {
      err.println("quickstart: " + e.getMessage());
      return WRONG_USAGE;
    } catch (QuickstartException e) {
      err.println("quickstart: " + e.getMessage());
      return e.exitCode();
    } catch (Running.StoppedException | InterruptedException e) {
      return STOPPED;
    } catch (TranslationJobsException | IOException e) {
      return broken(e.getMessage(), err, running);
    } catch (Exception e) {
      return broken(e.toString(), err, running);
    } finally {
      running.close();
    }
  }

  private static void stop(Running running, PrintStream err) {
    if (!running.isStopped()) {
      err.println("\nquickstart: stopping …");
      running.close();
    }
  }

  /** What breaks while everything is being stopped is no news. */
  private static int broken(@Nullable String message, PrintStream err, Running running) {
    if (running.isStopped()) {
      return STOPPED;
    }
    err.println("quickstart: " + message);
    return BROKEN;
  }

  static String help() {
    try (InputStream in = QuickstartMain.class.getResourceAsStream("help.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A shell without any locale still has a terminal that shows more than ASCII. */
  private static PrintStream utf8Where(PrintStream stream) {
    return stream.charset().equals(StandardCharsets.US_ASCII)
        ? new PrintStream(stream, true, StandardCharsets.UTF_8)
        : stream;
  }
}
