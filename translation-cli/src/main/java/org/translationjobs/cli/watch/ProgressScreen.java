package org.translationjobs.cli.watch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.Terminal;
import org.translationjobs.cli.render.JobProgress;
import org.translationjobs.cli.render.LiveBlock;
import org.translationjobs.cli.render.Style;

/** Where progress is shown. */
public interface ProgressScreen extends AutoCloseable {
  void show(JobProgress progress);

  /** Shows nothing more and leaves the screen as it should be found. Idempotent. */
  void end();

  @Override
  default void close() {
    end();
  }

  /** A block that is drawn again in its place where there is a terminal, else lines. */
  static ProgressScreen on(PrintStream stream, boolean isTerminal, Terminal terminal) {
    return isTerminal
        ? new Live(stream, terminal::width, terminal.style())
        : new Lines(stream);
  }

  /** Drawn in place. */
  final class Live implements ProgressScreen {
    private final LiveBlock block;
    private final IntSupplier width;
    private final Style style;

    public Live(PrintStream stream, IntSupplier width, Style style) {
      this.block = new LiveBlock(stream);
      this.width = width;
      this.style = style;
    }

    @Override
    public void show(JobProgress progress) {
      block.draw(progress.lines(width.getAsInt(), style));
    }

    @Override
    public void end() {
      block.close();
    }
  }

  /** A line whenever something changed, every five seconds at most; a new status at once. */
  final class Lines implements ProgressScreen {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final PrintStream stream;
    private @Nullable JobProgress last;

    public Lines(PrintStream stream) {
      this.stream = stream;
    }

    @Override
    public void show(JobProgress progress) {
      var before = last;
      if (before == null || isNew(before, progress)) {
        stream.println(progress.line());
        progress.notes()
            .stream()
            .filter(note -> before == null || !before.notes().contains(note))
            .forEach(note -> stream.println("  " + note));
        stream.flush();
        last = progress;
      }
    }

    @Override
    public void end() {
      stream.flush();
    }

    private static boolean isNew(JobProgress before, JobProgress now) {
      if (!before.job().status().equals(now.job().status())) {
        return true;
      }
      var same = before.job().progress().equals(now.job().progress())
          && before.notes().equals(now.notes())
          && before.job().holds().equals(now.job().holds());
      return !same && now.running().minus(before.running()).compareTo(PAUSE) >= 0;
    }
  }
}
