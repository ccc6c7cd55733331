package org.translationjobs.core.staging;

import java.util.Collection;

/**
 * A store for finished translations. Thread-safe. Nothing this port did not write is ever deleted by
 * it, and no path leads outside the store's root.
 */
public interface Staging {
  /**
   * The store's own id, made and kept in the store at first use. Idempotent; two workers that ask at
   * the same time for the first time get the same answer.
   *
   * @throws org.translationjobs.core.UnavailableException
   *           when the store cannot be read or written, saying what to do
   */
  StoreId storeId();

  /**
   * Writes an object, wholly or not at all: no reader ever sees a part of it. Idempotent: the same
   * key with the same content may be written again.
   *
   * @param content
   *          not to be changed afterwards
   * @return the value for {@code result_path} by which {@link #get} finds it
   * @throws org.translationjobs.core.UnavailableException
   *           when the store cannot be written
   */
  String put(StagingKey key, byte[] content) throws InterruptedException;

  /**
   * Reads the object at a {@code result_path}: one that {@link #put} returned, or one that another
   * service wrote in a form this store accepts (docs/data-model.md).
   *
   * @throws org.translationjobs.core.UnavailableException
   *           when the store cannot be read now
   */
  Found get(String resultPath) throws InterruptedException;

  /**
   * A way to read many objects, as a promotion does: answers as {@link #get}, with fewer calls where
   * the store can do so. An adapter may remember what it wrote, but answers with it only where it saw
   * after this call that the store has the same.
   */
  default Reading reading() {
    return this::get;
  }

  /**
   * Deletes objects by the paths that {@link #put} returned; what is not there, or not a path this
   * store wrote, is passed over. Idempotent.
   *
   * @throws org.translationjobs.core.UnavailableException
   *           when the store cannot be reached; some objects may be deleted
   */
  void delete(Collection<String> resultPaths) throws InterruptedException;

  /** Reads objects of a store. Thread-safe. */
  interface Reading {
    /**
     * As {@link Staging#get}.
     *
     * @throws org.translationjobs.core.UnavailableException
     *           when the store cannot be read now
     */
    Found get(String resultPath) throws InterruptedException;
  }

  /** What lies at a path. */
  sealed interface Found {
    /** The whole object. Its bytes are not to be changed: the store may answer others with them. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and a copy would double the memory
    record Content(byte[] bytes) implements Found {}

    /** The path is acceptable, but nothing is there. */
    record Missing(String where) implements Found {}

    /** The path points outside this store or has a form this store does not read. */
    record Refused(String reason) implements Found {}
  }
}
