package org.translationjobs.testkit.simulation.storm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.BiConsumer;
import org.translationjobs.core.staging.Staging.Found;
import org.translationjobs.testkit.InMemoryStaging;

/** What befalls the staging store and its objects. */
enum StoreTrouble implements Happening {
  STORE_AWAY {
    @Override
    public boolean happen(Stage stage) {
      stage.simulation().troubles().storeAway(stage.upTo(Duration.ofSeconds(20)));
      return true;
    }
  },
  /** An object is gone. */
  OBJECT_LOST {
    @Override
    public boolean happen(Stage stage) {
      return toAnObject(stage, InMemoryStaging::lose);
    }
  },
  /** An object ends too early. */
  OBJECT_TRUNCATED {
    @Override
    public boolean happen(Stage stage) {
      return toAnObject(stage, (store, path) -> {
        if (store.get(path) instanceof Found.Content(var bytes)) {
          store.write(path, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        }
      });
    }
  },
  /** An object says something else, in the right form. */
  OBJECT_ALTERED {
    @Override
    public boolean happen(Stage stage) {
      return toAnObject(stage, (store, path) -> {
        if (store.get(path) instanceof Found.Content(var bytes)) {
          var altered = new String(bytes, StandardCharsets.UTF_8).replace("Text", "Altered");
          store.write(path, altered.getBytes(StandardCharsets.UTF_8));
        }
      });
    }
  };

  /**
   * Rather to one that a finished subtask refers to; not to what others staged, of which nobody knows
   * how it was.
   */
  private static boolean toAnObject(Stage stage, BiConsumer<InMemoryStaging, String> trouble) {
    var store = stage.simulation().staging();
    var referenced = stage.jobs()
        .stream()
        .flatMap(job -> stage.simulation().database().job(job).stream())
        .filter(job -> job.status().equals("IN_PROGRESS"))
        .flatMap(job -> job.subtasks().stream())
        .flatMap(s -> java.util.Optional.ofNullable(s.resultPath()).stream())
        .toList();
    var paths = new ArrayList<>(referenced.isEmpty() ? store.paths() : referenced);
    paths.removeIf(path -> path.startsWith(ForeignWrite.FOLDER));
    return stage.pick(paths).map(path -> {
      trouble.accept(store, path);
      return true;
    }).orElse(false);
  }
}
