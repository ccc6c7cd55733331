package org.translationjobs.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the JVM write the classes that are loaded by now into a file, which lets the next worker start
 * faster ({@code jcmd VM.cds static_dump}: a process of its own does it). The start script names the
 * file; nothing depends on it.
 */
final class ClassArchive {
  /** By then everything that a worker needs to start has been loaded. */
  static final Duration AFTER_START = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
  private static final String FILE = "translation.class-archive";
  private static final Pattern TALK = Pattern.compile("java_pid\\d+_std(out|err)");

  private ClassArchive() {}

  /** Soon after the start, where the start script asks for it. */
  static void writeLater() {
    var file = System.getProperty(FILE, "");
    if (!file.isEmpty()) {
      Thread.ofPlatform().daemon().name("class archive").start(() -> {
        try {
          Thread.sleep(AFTER_START);
          write(Path.of(file));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (IOException | JMException | RuntimeException e) {
          LOG.debug("no class archive for faster starts in {}", file, e);
        }
      });
    }
  }

  /** Does nothing where the file is there already; it appears whole or not at all. */
  static void write(Path file) throws IOException, JMException {
    if (Files.exists(file)) {
      return;
    }
    var out = System.out;
    try {
      // the JVM tells of it there, which would be no line of our log
      System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
      dump(file);
    } finally {
      System.setOut(out);
    }
  }

  private static void dump(Path file) throws IOException, JMException {
    var before = talk();
    var unfinished =
        file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      var answer =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmCds",
                  new Object[] {new String[] {"static_dump", unfinished.toString()}},
                  new String[] {String[].class.getName()});
      if (!Files.isRegularFile(unfinished) || Files.size(unfinished) == 0) {
        throw new IOException("the JVM wrote none: " + answer);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
      for (var said : talk()) {
        if (!before.contains(said)) {
          Files.deleteIfExists(said);
        }
      }
    }
  }

  /** What helper processes of the JVM said, which it keeps where we were started. */
  private static List<Path> talk() throws IOException {
    try (var files = Files.list(Path.of(""))) {
      return files.filter(file -> TALK.matcher(file.toString()).matches()).toList();
    }
  }
}
