package org.translationjobs.filesystem;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.staging.RelativePath;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.OneLine;

/**
 * {@link Staging} in a folder, which is made when something is first written. Several workers may share
 * it, also over a network file system. An object appears by an atomic rename; nothing is forced to the
 * disk: what a power failure takes is noticed at promotion and translated again. Symbolic links are
 * followed only as long as they stay inside. Thread-safe.
 */
public final class FolderStaging implements Staging {
  private static final int DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

  private final Path root;
  private final int maxBytes;
  private final ResultPath paths;
  private final StoreMarker marker;

  private FolderStaging(Path root, int maxBytes) {
    this.root = root.toAbsolutePath().normalize();
    this.maxBytes = maxBytes;
    this.paths = new ResultPath(this.root);
    this.marker = new StoreMarker(this.root);
  }

  /** Reads objects of at most 256 MB. */
  public static FolderStaging in(Path root) {
    return in(root, DEFAULT_MAX_BYTES);
  }

  /**
   * @param maxBytes
   *          larger objects are refused when read
   */
  public static FolderStaging in(Path root, int maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("the largest staged object has at least 1 byte, got "
          + maxBytes);
    }
    return new FolderStaging(root, maxBytes);
  }

  @Override
  public StoreId storeId() {
    try {
      return marker.readOrCreate();
    } catch (IOException e) {
      throw unavailable("read or write", e);
    }
  }

  @Override
  public String put(StagingKey key, byte[] content) throws InterruptedException {
    checkInterrupted();
    var target = root.resolve(key.path());
    try {
      StagedFile.write(root, target, content);
      return key.path();
    } catch (IOException e) {
      throw unavailable("write " + key + " in", e);
    }
  }

  @Override
  public Found get(String resultPath) throws InterruptedException {
    checkInterrupted();
    return switch (paths.resolve(resultPath)) {
      case ResultPath.Refused refused -> new Found.Refused(refused.reason());
      case ResultPath.Files files -> read(files, resultPath);
    };
  }

  @Override
  public void delete(Collection<String> resultPaths) throws InterruptedException {
    checkInterrupted();
    var files = resultPaths.stream().filter(RelativePath::isOwnForm).map(root::resolve).toList();
    try {
      StagedFile.delete(root, files);
    } catch (IOException e) {
      throw unavailable("delete in", e);
    }
  }

  /**
   * Writes and deletes a small file, for readiness probes and the doctor.
   *
   * @return what is wrong and what to do, in one line; empty when the folder can be used
   */
  public Optional<String> problem() {
    try {
      Files.createDirectories(root);
      Files.delete(Files.createTempFile(root, ".probe", ".tmp"));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(words("write", e));
    }
  }

  /** The folder, for a person. */
  @Override
  public String toString() {
    return "folder " + root;
  }

  private Found read(ResultPath.Files files, String resultPath) {
    try {
      for (var file : files.candidates()) {
        try {
          return StagedFile.read(root, file, maxBytes);
        } catch (NoSuchFileException | NotDirectoryException e) {
          // the next one
        }
      }
      return new Found.Missing(files.candidates().getFirst().toString());
    } catch (IOException e) {
      if (isBelowFile(e, files)) {
        return new Found.Missing(files.candidates().getFirst().toString());
      }
      throw unavailable("read '" + resultPath + "' in", e);
    }
  }

  /** A path whose parent is a file, not a folder: the system's error has no type of its own. */
  private static boolean isBelowFile(IOException e, ResultPath.Files files) {
    return !(e instanceof AccessDeniedException) && files.candidates()
        .stream()
        .anyMatch(file -> parents(file).anyMatch(Files::isRegularFile));
  }

  private static java.util.stream.Stream<Path> parents(Path file) {
    return java.util.stream.Stream.iterate(file.getParent(), parent -> parent != null,
        Path::getParent);
  }

  private UnavailableException unavailable(String doing, IOException e) {
    return new UnavailableException("staging", words(doing, e), e);
  }

  private String words(String doing, IOException e) {
    var reason = e instanceof AccessDeniedException ? "permission denied"
        : String.valueOf(e.getMessage());
    return "cannot " + doing + " the staging folder " + root + " as user " + System.getProperty(
        "user.name") + ": "
        + OneLine.of(reason)
        + (e instanceof AccessDeniedException || !Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)
            ? "; make it a folder this user may write, or configure another one"
            : "; check the free space and the disk");
  }

  private static void checkInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
