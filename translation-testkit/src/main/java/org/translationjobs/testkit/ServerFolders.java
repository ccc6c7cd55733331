package org.translationjobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Where embedded servers of this JVM live. A server writes its process id into a file of its folder;
 * what a killed JVM left running is stopped and deleted when the next JVM starts a server. Thread-safe.
 */
final class ServerFolders {
  /** In a server's folder, or one below: the process id is the first line. */
  static final String PID_FILE = "server.pid";

  private static final Path BASE = Path.of(System.getProperty("java.io.tmpdir"),
      "translation-testkit-" + System.getProperty("user.name"));
  private static final Pattern OF_JVM = Pattern.compile("jvm-(\\d+)-(\\d+)");
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final Deque<Runnable> AT_EXIT = new ArrayDeque<>();
  private static final Path OURS = prepare();

  private ServerFolders() {}

  /** A new folder that is deleted with the JVM. */
  static Path create(String kind) {
    try {
      return Files.createDirectories(OURS.resolve(kind + "-" + COUNTER.incrementAndGet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder that stays and is shared by all JVMs, for unpacked binaries. */
  static Path shared(String kind) {
    try {
      return Files.createDirectories(BASE.resolve(kind));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs at JVM exit, the last registered first, before the folders are deleted. */
  static void atExit(Runnable stop) {
    synchronized (AT_EXIT) {
      AT_EXIT.push(stop);
    }
  }

  static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // somebody else was faster
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops and deletes the servers of JVMs that are gone. */
  static void clearLeftOvers() throws IOException {
    try (var folders = Files.list(BASE)) {
      folders.filter(ServerFolders::isLeftOver).forEach(ServerFolders::clear);
    }
  }

  private static Path prepare() {
    try {
      Files.createDirectories(BASE);
      clearLeftOvers();
      var self = ProcessHandle.current();
      var ours = BASE.resolve("jvm-" + self.pid() + "-" + startOf(self).toEpochMilli());
      Files.createDirectories(ours);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stopAll(ours), "stop-embedded-servers"));
      return ours;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stopAll(Path ours) {
    synchronized (AT_EXIT) {
      for (var stop : AT_EXIT) {
        try {
          stop.run();
        } catch (RuntimeException e) {
          System.err.println("embedded server not stopped: " + e);
        }
      }
    }
    delete(ours);
  }

  /** A folder of a JVM that is gone; a process that reuses its id has another start time. */
  private static boolean isLeftOver(Path folder) {
    var name = OF_JVM.matcher(folder.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    var started = Long.parseLong(name.group(2));
    return ProcessHandle.of(Long.parseLong(name.group(1)))
        .filter(jvm -> Math.abs(startOf(jvm).toEpochMilli() - started) < 5_000)
        .isEmpty();
  }

  private static void clear(Path folder) {
    try (var files = Files.walk(folder)) {
      files.filter(ServerFolders::isPidFile).forEach(ServerFolders::stop);
    } catch (IOException | UncheckedIOException e) {
      // another JVM clears it at the same moment
    }
    try {
      delete(folder);
    } catch (UncheckedIOException e) {
      // the same; whatever is left goes next time
    }
  }

  private static boolean isPidFile(Path file) {
    var name = file.getFileName().toString();
    return name.equals(PID_FILE) || name.equals("postmaster.pid");
  }

  private static void stop(Path pidFile) {
    try (var lines = Files.lines(pidFile)) {
      lines.findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d{1,9}"))
          .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
          .filter(ServerFolders::isServer)
          .ifPresent(ServerFolders::stop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isServer(ProcessHandle process) {
    var command = process.info().command().orElse("");
    return command.contains("redis-server") || command.contains("postgres")
        || command.contains("pgbouncer");
  }

  private static void stop(ProcessHandle server) {
    server.destroy();
    try {
      server.onExit().orTimeout(5, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        server.destroyForcibly();
      }
    }
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
