package org.translationjobs.engines.openai;

/** In which form a model is asked to answer, the strictest first. */
public enum AnswerForm {
  /** JSON that the server holds to a schema. */
  JSON_SCHEMA,
  /** JSON of whatever shape; the instructions name it. */
  JSON_OBJECT,
  /** Blocks of text, each behind {@code [id]}; asks nothing of the server. */
  TEXT;

  boolean isJson() {
    return this != TEXT;
  }

  /** What to fall back to. */
  AnswerForm looser() {
    return this == JSON_SCHEMA ? JSON_OBJECT : TEXT;
  }
}
