package org.translationjobs.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.translationjobs.cli.CliFailure;

/**
 * What a command is given to read.
 *
 * @param name
 *          of a file; {@code -} is standard input
 */
record InputFile(String name) {
  /** Reads a file. */
  interface Reader<T> {
    T read(Path file) throws IOException;
  }

  /** All of it, at once. */
  byte[] bytes() {
    try {
      return isStandardInput() ? standardInput().readAllBytes() : Files.readAllBytes(path());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The same as text. */
  String utf8() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException e) {
      throw CliFailure.usage(name + ": it is not UTF-8");
    }
  }

  /** Lets it be read as a file, which standard input becomes for that long. */
  <T> T readBy(Reader<T> reader) {
    try {
      if (!isStandardInput()) {
        return reader.read(path());
      }
      var copy = Files.createTempFile("standard-input", null);
      try {
        Files.copy(standardInput(), copy, StandardCopyOption.REPLACE_EXISTING);
        return reader.read(copy);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public String toString() {
    return isStandardInput() ? "standard input" : name;
  }

  private boolean isStandardInput() {
    return name.equals("-");
  }

  private Path path() {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw CliFailure.usage(name + ": this is no name of a file");
    }
  }

  private static InputStream standardInput() {
    return System.in;
  }

  private CliFailure failure(IOException e) {
    return CliFailure.usage(name + ": " + switch (e) {
      case NoSuchFileException missing -> "there is no such file";
      case AccessDeniedException denied -> "it may not be read";
      default -> "it cannot be read: " + e.getMessage();
    });
  }
}
