package org.translationjobs.benchmarks.scene;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The built tree with its start scripts.
 *
 * @param folder
 *          the one with {@code bin} in it
 */
public record Tree(Path folder) {
  /** The tree that this JVM was started in, or below; empty when its jars are not built. */
  public static Optional<Tree> find() {
    for (@Nullable
    Path folder = Path.of(System.getProperty("bench.home", "")).toAbsolutePath(); folder != null;
        folder =
            folder.getParent()) {
      if (Files.isExecutable(folder.resolve("bin/translation-worker"))) {
        return Optional.of(new Tree(folder)).filter(Tree::isBuilt);
      }
    }
    return Optional.empty();
  }

  public String program(String name) {
    return folder.resolve(name).toString();
  }

  private boolean isBuilt() {
    return Files.isRegularFile(folder.resolve(
        "translation-worker-app/target/translation-worker.jar"))
        && Files.isRegularFile(folder.resolve("translation-cli/target/translation-cli.jar"));
  }
}
