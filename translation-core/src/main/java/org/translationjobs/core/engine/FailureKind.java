package org.translationjobs.core.engine;

/** Why an engine did not translate, and whose failure that is. */
public enum FailureKind {
  /** Too many requests at the moment: wait, then the same again. */
  RATE_LIMITED(Owner.ENGINE),
  /** A quota or a balance is used up: park the key. */
  QUOTA_EXHAUSTED(Owner.ENGINE),
  /** The key is missing, wrong or has expired. */
  UNAUTHORIZED(Owner.ENGINE),
  /** The server is down, overloaded, unreachable or timed out; the program is not installed. */
  UNAVAILABLE(Owner.ENGINE),
  /** The engine does not translate this language pair. */
  UNSUPPORTED_PAIR(Owner.ENGINE),
  /** The engine refuses this text: content policy. */
  REFUSED_CONTENT(Owner.SUBTASK),
  /** The request is wrong for this text: too long, invalid characters, 400. */
  BAD_REQUEST(Owner.SUBTASK),
  /** The answer ended before the text did. */
  TRUNCATED(Owner.SUBTASK),
  /** The answer cannot be understood. */
  BAD_REPLY(Owner.SUBTASK);

  private final Owner owner;

  FailureKind(Owner owner) {
    this.owner = owner;
  }

  public Owner owner() {
    return owner;
  }

  /** Who owns a failure: an engine's failure never costs a subtask an attempt. */
  public enum Owner {
    SUBTASK, ENGINE
  }
}
