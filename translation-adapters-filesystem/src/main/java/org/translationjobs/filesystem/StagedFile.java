package org.translationjobs.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.translationjobs.core.staging.Staging.Found;

/** Writes, reads and deletes one file below a root, and never one outside of it. */
final class StagedFile {
  /** Other workers delete empty folders at the same time; each try makes them again. */
  private static final int TRIES = 20;
  private static final Pattern TEMPORARY = Pattern.compile(
      "\\.([0-9a-f-]{36}\\.)?[0-9a-f-]{36}\\.json\\.[0-9a-f-]{36}\\.tmp");
  private static final Duration ABANDONED = Duration.ofHours(1);

  /**
   * The system lets one at a time change a folder, and the others spin meanwhile, each on a processor that
   * has better things to do: they wait here, asleep. Nothing depends on it, and who has waited for long
   * goes on, so that one call that hangs stops nobody.
   */
  private static final ReentrantLock FOLDER_CHANGES = new ReentrantLock();
  private static final long LONGEST_WAIT_MILLIS = 20;

  private StagedFile() {}

  static void write(Path root, Path target, byte[] content) throws IOException {
    var folder = folderOf(target);
    var temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    for (var left = TRIES;; left--) {
      try {
        checkInside(root, folder);
        writeAndRename(temporary, target, content);
        return;
      } catch (NoSuchFileException e) {
        if (left == 0) {
          throw e;
        }
        Files.createDirectories(folder);
      }
    }
  }

  static Found read(Path root, Path file, int maxBytes) throws IOException {
    var isLinked = hasLink(root, file);
    var real = isLinked ? file.toRealPath() : file;
    if (isLinked && !real.startsWith(root.toRealPath())) {
      return new Found.Refused("'" + file
          + "' leads out of the staging folder through a symbolic link");
    }
    if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      return new Found.Refused("'" + file + "' is no regular file");
    }
    try (var in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
      var size = Files.size(real);
      var bytes = size > maxBytes ? null : in.readNBytes(maxBytes);
      if (bytes == null || in.read() >= 0) {
        return new Found.Refused("'" + file + "' has more than " + maxBytes + " bytes");
      }
      return new Found.Content(bytes);
    }
  }

  /**
   * Deletes files, what aborted writes left beside them, and the folders that are empty then. Every
   * folder is looked through once.
   */
  static void delete(Path root, Collection<Path> files) throws IOException {
    var folders = new LinkedHashSet<Path>();
    for (var file : files) {
      var folder = folderOf(file);
      try {
        checkInside(root, folder);
      } catch (NoSuchFileException | NotDirectoryException e) {
        continue; // nothing there
      }
      folders.add(folder);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(file);
      }
    }
    for (var folder : folders) {
      deleteAbandoned(folder);
      deleteEmpty(root, folder);
    }
  }

  private static void writeAndRename(Path temporary, Path target, byte[] content)
      throws IOException {
    try {
      try (var file = oneAtATime(
          () -> FileChannel.open(
              temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
        for (var left = ByteBuffer.wrap(content); left.hasRemaining();) {
          file.write(left);
        }
      }
      oneAtATime(
          () -> Files.move(
              temporary, target, StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING));
    } catch (IOException e) {
      deleteQuietly(temporary, e);
      throw e;
    }
  }

  private static <T> T oneAtATime(FolderChange<T> change) throws IOException {
    var isAlone = awaitTurn();
    try {
      return change.make();
    } finally {
      if (isAlone) {
        FOLDER_CHANGES.unlock();
      }
    }
  }

  private static boolean awaitTurn() {
    try {
      return FOLDER_CHANGES.tryLock(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the change itself tells of it
      return false;
    }
  }

  private static void deleteQuietly(Path file, IOException reason) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static void deleteAbandoned(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, f -> TEMPORARY.matcher(f.getFileName()
        .toString()).matches())) {
      for (var file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(ABANDONED))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // another worker was faster
    }
  }

  private static void deleteEmpty(Path root, Path folder) throws IOException {
    for (var empty = folder; empty != null && empty.startsWith(root) && !empty.equals(root); empty =
        empty.getParent()) {
      try {
        Files.deleteIfExists(empty);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  private static void checkInside(Path root, Path folder) throws IOException {
    if (hasLink(root, folder) && !folder.toRealPath().startsWith(root.toRealPath())) {
      throw new IOException("'" + folder + "' leads out of the folder through a symbolic link");
    }
  }

  /** Whether any part of the path below the root is a symbolic link: nothing else leads out. */
  private static boolean hasLink(Path root, Path path) throws IOException {
    for (var part = path; part != null && !part.equals(root); part = part.getParent()) {
      if (Files.readAttributes(part, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isSymbolicLink()) {
        return true;
      }
    }
    return false;
  }

  @FunctionalInterface
  private interface FolderChange<T> {
    T make() throws IOException;
  }

  private static Path folderOf(Path file) throws IOException {
    var folder = file.getParent();
    if (folder == null) {
      throw new IOException("'" + file + "' has no folder");
    }
    return folder;
  }
}
