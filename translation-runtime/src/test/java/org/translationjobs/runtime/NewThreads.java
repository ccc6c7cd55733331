package org.translationjobs.runtime;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which threads, virtual ones too, have come since a moment and are still there. */
final class NewThreads {
  private static final Pattern THREAD = Pattern.compile("#(\\d+) \"(.*?)\".*");

  /**
   * What a JVM keeps of its own, once for all: the carriers and pollers of virtual threads, the watcher
   * of child processes, and the cleaner that PostgreSQL's driver shares among its connections.
   */
  private static final Pattern KEPT_BY_THE_JVM = Pattern.compile(
      "ForkJoinPool-1-.*|ForkJoinPool\\.commonPool-delayScheduler|CompletableFutureDelayScheduler|VirtualThread-(unparker|unblocker).*|(Master|Read|Write)-?Poller"
          + "|.*-(Read|Write)?-?Poller|process reaper.*|Common-Cleaner|PostgreSQL-JDBC-Cleaner.*");

  private final Path folder;
  private final Map<Long, String> before;

  private NewThreads(Path folder) throws IOException {
    this.folder = folder;
    this.before = all();
  }

  /**
   * @param folder
   *          for thread dumps
   */
  static NewThreads since(Path folder) throws IOException {
    return new NewThreads(folder);
  }

  List<String> names() throws IOException {
    var now = all();
    now.keySet().removeAll(before.keySet());
    now.values().removeIf(name -> KEPT_BY_THE_JVM.matcher(name).matches());
    return List.copyOf(now.values());
  }

  /** From a dump, because no other list names virtual threads. */
  private Map<Long, String> all() throws IOException {
    var dump = Files.createTempDirectory(folder, "threads").resolve("dump.txt");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
    var threads = new TreeMap<Long, String>();
    for (var line : Files.readAllLines(dump)) {
      var thread = THREAD.matcher(line);
      if (thread.matches()) {
        threads.put(Long.valueOf(thread.group(1)), thread.group(2));
      }
    }
    return threads;
  }
}
