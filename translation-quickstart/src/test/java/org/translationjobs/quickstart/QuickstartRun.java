package org.translationjobs.quickstart;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.translationjobs.cli.render.Style;

/** A run of the quickstart in this JVM, its output captured. */
final class QuickstartRun implements AutoCloseable {
  private static final Pattern URL =
      Pattern.compile("export DATABASE_URL=postgresql://postgres:postgres@(\\S+)");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Running running = new Running();
  private final CountDownLatch kept = new CountDownLatch(1);
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

  /** Starts it in a thread of its own. */
  QuickstartRun(Path base, String... arguments) {
    var watched = new PrintStream(out, true, StandardCharsets.UTF_8) {
      @Override
      public void println(String line) {
        super.println(line);
        if (line.startsWith("Ctrl-C here")) {
          kept.countDown();
        }
      }
    };
    var screen = new Screen(
        watched, new ByteArrayInputStream(new byte[0]), false, false, 80, Style.PLAIN);
    var thread = new Thread(() -> exitCode.complete(
        QuickstartMain.run(
            arguments, screen, new PrintStream(err, true, StandardCharsets.UTF_8), running, base)));
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for its end. */
  int exitCode() throws Exception {
    return exitCode.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Waits until it only keeps its servers running. */
  void awaitKept() throws Exception {
    CompletableFuture.anyOf(
        exitCode, CompletableFuture.runAsync(() -> {
          try {
            kept.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        })).get();
    if (kept.getCount() > 0) {
      throw new AssertionError("the servers were not kept: " + out() + err());
    }
  }

  /** The first column of a query in the kept database. */
  List<String> query(String sql) throws SQLException {
    var url = URL.matcher(out());
    if (!url.find()) {
      throw new AssertionError("no DATABASE_URL in " + out());
    }
    try (var connection = DriverManager
        .getConnection("jdbc:postgresql://" + url.group(1), "postgres", "postgres");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var column = new ArrayList<String>();
      while (rows.next()) {
        column.add(rows.getString(1));
      }
      return column;
    }
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** As Ctrl-C does. */
  void stop() {
    running.close();
  }

  @Override
  public void close() {
    stop();
  }
}
