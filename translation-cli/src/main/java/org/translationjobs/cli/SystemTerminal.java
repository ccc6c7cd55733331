package org.translationjobs.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.translationjobs.cli.render.Style;

/** The terminal this process was started from, stream by stream. */
final class SystemTerminal implements Terminal {
  private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int NARROWEST = 20;

  private final Map<String, String> environment;
  private final boolean input = isTerminal(0);
  private final boolean output = isTerminal(1);
  private final boolean error = isTerminal(2);
  private int width;
  private long measuredAt;

  SystemTerminal(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public boolean isOutput() {
    return output;
  }

  @Override
  public boolean isError() {
    return error;
  }

  @Override
  public boolean isInteractive() {
    return input && error;
  }

  @Override
  public Style style() {
    var dumb = "dumb".equals(environment.get("TERM"));
    var noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Style(output && !dumb && !noColour, speaksUnicode());
  }

  private boolean speaksUnicode() {
    for (var name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      var value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value.replace("-", "").toLowerCase(java.util.Locale.ROOT).contains("utf8");
      }
    }
    return false;
  }

  @Override
  public synchronized int width() {
    if (width == 0 || System.nanoTime() - measuredAt > LOOK_AGAIN_NANOS) {
      width = Math.max(NARROWEST, measure());
      measuredAt = System.nanoTime();
    }
    return width;
  }

  @Override
  public Optional<String> readLine() {
    try {
      // as the person's terminal encodes it; yes and no are the same everywhere
      var reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1);
      return Optional.ofNullable(reader.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int measure() {
    var columns = environment.getOrDefault("COLUMNS", "");
    if (columns.matches("[1-9][0-9]{1,3}")) {
      return Integer.parseInt(columns);
    }
    return output || error ? sttyColumns().orElse(DEFAULT_WIDTH) : DEFAULT_WIDTH;
  }

  private static Optional<Integer> sttyColumns() {
    try {
      var stty = new ProcessBuilder("stty", "size")
          .redirectInput(new File("/dev/tty"))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      var answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
          .strip();
      return answer.matches("\\d+ [1-9]\\d{0,3}")
          ? Optional.of(Integer.parseInt(answer.substring(answer.indexOf(' ') + 1)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** By what the descriptor leads to; where that cannot be seen, by what the JDK says of all three. */
  private static boolean isTerminal(int descriptor) {
    var link = Path.of("/proc/self/fd/" + descriptor);
    if (!Files.isSymbolicLink(link)) {
      return hasConsole();
    }
    try {
      var target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty")
          || target.startsWith("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }

  /** Before JDK 22 there is a console only where input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasConsole() {
    var console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
