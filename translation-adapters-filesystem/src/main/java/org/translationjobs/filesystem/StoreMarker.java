package org.translationjobs.filesystem;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.translationjobs.core.staging.StoreId;

/** The file that holds the store's id; whoever creates it first decides. */
record StoreMarker(Path root) {
  private static final String NAME = ".translation-staging-store";

  /** Read every time: another disk may be mounted meanwhile. */
  StoreId readOrCreate() throws IOException {
    try {
      return read();
    } catch (NoSuchFileException e) {
      create();
      return read();
    }
  }

  private StoreId read() throws IOException {
    var text = Files.readString(file()).strip();
    try {
      return new StoreId(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("'" + file()
          + "' holds no store id (another worker may be writing it just now);"
          + " if it stays so, delete it", e);
    }
  }

  private void create() throws IOException {
    Files.createDirectories(root);
    var id = UUID.randomUUID().toString();
    var complete = root.resolve(NAME + "." + id);
    try {
      Files.writeString(complete, id + "\n", StandardOpenOption.CREATE_NEW);
      link(complete, id);
    } catch (FileAlreadyExistsException e) {
      // another worker was first
    } finally {
      Files.deleteIfExists(complete);
    }
  }

  /** A hard link appears with its content or not at all; a file system without them gets a plain file. */
  private void link(Path complete, String id) throws IOException {
    try {
      Files.createLink(file(), complete);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.writeString(file(), id + "\n", StandardOpenOption.CREATE_NEW);
    }
  }

  private Path file() {
    return root.resolve(NAME);
  }
}
