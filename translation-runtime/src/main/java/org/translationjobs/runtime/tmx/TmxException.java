package org.translationjobs.runtime.tmx;

import org.translationjobs.core.TranslationJobsException;

/** A file that cannot be read as TMX; the message says where and why. Nothing of it was imported. */
public final class TmxException extends TranslationJobsException {
  private static final long serialVersionUID = 1;

  TmxException(String message, Throwable cause) {
    super(message, cause);
  }

  TmxException(String message) {
    super(message);
  }
}
