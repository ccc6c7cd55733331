package org.translationjobs.testkit.engine;

import java.time.Duration;

/** What a {@link FakeEngineServer} may do instead of answering well. */
public sealed interface Misbehaviour {
  /** No translation, but a status and what the server says about it. */
  record Refusal(int status, String code, String message, ErrorForm form, RetryHint hint)
      implements Misbehaviour {
    public Refusal withForm(ErrorForm other) {
      return new Refusal(status, code, message, other, hint);
    }
  }

  /** How the body of a refusal looks. */
  enum ErrorForm {
    /** As the protocol has it. */
    JSON,
    /** {@code {"error":"message"}} */
    BARE_STRING,
    /** {@code {"error":{"message":…,"code":429}}} */
    NUMERIC_CODE,
    /** {@code {"message":…,"code":…}} */
    TOP_LEVEL,
    /** A proxy's page. */
    HTML,
    EMPTY
  }

  /** A good answer on a bad connection. */
  sealed interface Connection extends Misbehaviour {
    /** Closed without an answer. */
    record Closed() implements Connection {}

    /** Never an answer, until the server is closed. */
    record Hanging() implements Connection {}

    /** Half an answer, then nothing more, until the server is closed. */
    record Stalled() implements Connection {}

    /** Half an answer, then the connection breaks. */
    record Cut() implements Connection {}

    /** Half an answer that ends as if it were whole: no {@code [DONE]}, half an object. */
    record EndedEarly() implements Connection {}

    /**
     * The whole answer in small pieces.
     *
     * @param pause
     *          before each piece
     */
    record Dripping(Duration pause) implements Connection {}
  }

  /**
   * A wrong answer, well delivered. What needs neighbours or tags that are not there, or a chat where
   * there is none, leaves the answer good.
   */
  enum Content implements Misbehaviour {
    /** Two neighbours in the first one's place, the second is missing. */
    MERGED,
    /** One is missing. */
    DROPPED,
    /** Two neighbours merged and what follows renumbered: off by one, the last is missing. */
    SHIFTED_UP,
    /** One split in two and what follows renumbered: off by one, the last text is lost. */
    SHIFTED_DOWN,
    /**
     * One merged, split, dropped or doubled, and what follows off by one, although no id is missing: the
     * last text is lost, or comes twice.
     */
    OFF_BY_ONE,
    /** Three neighbours or a few more, each in the next one's place, the last in the first one's. */
    ROTATED,
    /** One comes twice. */
    DOUBLED,
    /** One more that was not asked for; its id is one above the highest. */
    INVENTED,
    /** About half of them come back as they were sent, at least one. */
    ECHOED,
    /** One without its markers and tags. */
    LOST_TAGS,
    /** One in Japanese. */
    WRONG_LANGUAGE,
    /** One ends in its first half. */
    HALVED,
    /** One behind a part of the first message of the chat. */
    PROMPT_LEAK,
    /** One behind the line of the chat that looks like a term. */
    GLOSSARY_LEAK,
    ADDED_SCRIPT, ADDED_HANDLER, ADDED_LINK,
    /** One ends in "ha ho" without end; in a chat nothing comes after it, cut off at the limit. */
    ALTERNATING,
    /** One ends in one letter without end; in a chat nothing comes after it, cut off at the limit. */
    ONE_CHARACTER,
    /** Chat: ends in the middle, {@code finish_reason} is {@code length}. */
    TRUNCATED,
    /** Chat: the content is a refusal in words. */
    REFUSED_IN_WORDS,
    /** Chat: the content is "OK" and nothing else, as if the text had asked for that. */
    OBEYED,
    /** Chat: {@code content} is null, {@code refusal} is set. */
    REFUSED_IN_FIELD,
    /** Chat: {@code content} is null, {@code finish_reason} is {@code content_filter}. */
    CONTENT_FILTER,
    /** Chat: "Here is the translation:" first, a friendly word at the end. */
    PREAMBLE,
    /** Chat: a think block first. */
    THINKING
  }

  /** Too many requests. */
  static Refusal tooMany(RetryHint hint) {
    return new Refusal(
        429, "rate_limit_exceeded", "Too many requests", ErrorForm.JSON, hint);
  }

  /** The quota is used up: 429 in a chat, 456 of DeepL. */
  static Refusal quota(int status) {
    return new Refusal(
        status, "insufficient_quota", "You exceeded your current quota", ErrorForm.JSON,
        RetryHint.none());
  }

  /** Any other status. */
  static Refusal status(int status) {
    return new Refusal(
        status, "error_" + status, "The server says " + status, ErrorForm.JSON, RetryHint.none());
  }
}
