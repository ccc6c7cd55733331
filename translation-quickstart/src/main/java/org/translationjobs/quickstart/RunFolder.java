package org.translationjobs.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Where one run of the quickstart keeps its servers and what they write; deleted when closed. What a
 * killed run left, its servers included, is cleared when the next one begins. Thread-safe.
 */
final class RunFolder implements AutoCloseable {
  static final String REDIS_PID = "redis.pid";
  private static final String POSTGRES_PID = "postmaster.pid";
  private static final Pattern NAME = Pattern.compile("(\\d{1,9})-([0-9a-z]{1,12})");
  private static final long SAME_START_MILLIS = 5_000;

  private final Path base;
  private final Path path;

  private RunFolder(Path base, Path path) {
    this.base = base;
    this.path = path;
  }

  /** Where runs keep their folders: in the system's temporary folder, for this user alone. */
  static Path usual() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "translation-quickstart-" + System.getProperty("user.name"));
  }

  /** Makes a new one below a base, and clears what killed runs left there. */
  static RunFolder create(Path base) throws IOException {
    Files.createDirectories(base);
    // Fails where somebody else has prepared a folder of this name to get at our servers.
    Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwx------"));
    try (var folders = Files.list(base)) {
      folders.filter(RunFolder::isLeftOver).forEach(RunFolder::clear);
    }
    var self = ProcessHandle.current();
    var name = self.pid() + "-"
        + Long.toString(startOf(self).toEpochMilli(), Character.MAX_RADIX);
    return new RunFolder(base, Files.createDirectories(base.resolve(name)));
  }

  Path path() {
    return path;
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** Unpacked programs, kept for the next run. */
  Path programs() throws IOException {
    return Files.createDirectories(base.resolve("programs"));
  }

  /** Deletes it; a server that has not obeyed its own stop in time ends first. */
  @Override
  public void close() {
    clear(path);
  }

  /** A folder of a process that is gone; another that got its id has another start time. */
  private static boolean isLeftOver(Path folder) {
    var name = NAME.matcher(folder.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    var started = Long.parseLong(name.group(2), Character.MAX_RADIX);
    return ProcessHandle.of(Long.parseLong(name.group(1)))
        .filter(p -> Math.abs(startOf(p).toEpochMilli() - started) < SAME_START_MILLIS)
        .isEmpty();
  }

  private static void clear(Path folder) {
    try (var files = Files.walk(folder)) {
      files.filter(RunFolder::isPidFile).forEach(file -> stopServer(folder, file));
    } catch (IOException | UncheckedIOException e) {
      // Another quickstart clears it at the same moment, or the next one will.
    }
    delete(folder);
  }

  private static boolean isPidFile(Path file) {
    var name = file.getFileName().toString();
    return name.equals(REDIS_PID) || name.equals(POSTGRES_PID);
  }

  private static void stopServer(Path folder, Path pidFile) {
    try (var lines = Files.lines(pidFile)) {
      lines.findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d{1,9}"))
          .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
          .filter(process -> runsIn(folder, process))
          .ifPresent(RunFolder::stop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process id may belong to somebody else by now. */
  private static boolean runsIn(Path folder, ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(folder.toString());
  }

  private static void stop(ProcessHandle server) {
    server.destroy();
    if (!ends(server)) {
      server.destroyForcibly();
      ends(server);
    }
  }

  private static boolean ends(ProcessHandle server) {
    try {
      server.onExit().orTimeout(10, TimeUnit.SECONDS).join();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Gone already.
    } catch (IOException | UncheckedIOException e) {
      // A server still writes; the next run clears it.
    }
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
