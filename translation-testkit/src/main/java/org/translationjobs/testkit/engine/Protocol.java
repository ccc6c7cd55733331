package org.translationjobs.testkit.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.translationjobs.core.engine.Usage;

/** One protocol of a {@link FakeEngineServer}. Thread-safe. */
interface Protocol {
  /** Whether the path is of this protocol, and asks for a translation. */
  boolean translates(String path);

  /** Whether the path is of this protocol, and asks for something else. */
  boolean lists(String path);

  /** @return empty without a key */
  String key(Map<String, String> headers, String body);

  /**
   * @throws Wrong
   *           when a real server would not take the request either
   */
  Answer translate(String body, Optional<Misbehaviour.Content> wrong, Random random)
      throws InterruptedException, Wrong;

  /** What a request for a translation wants translated; none where it cannot be read. */
  List<String> texts(String body);

  /** The answer to any other request; 404 when there is none. */
  Answer list(String path);

  /** A refusal's body in the protocol's own form. */
  String error(Misbehaviour.Refusal refusal);

  /** How the protocol refuses a key. */
  Misbehaviour.Refusal refusal(KeyTrouble trouble);

  /** What is wrong with a key. */
  enum KeyTrouble {
    MISSING, UNKNOWN, EXHAUSTED
  }

  /** A request that is refused for itself. */
  final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Misbehaviour.Refusal refusal;

    Wrong(int status, String code, String message) {
      super(message);
      refusal =
          new Misbehaviour.Refusal(
              status, code, message, Misbehaviour.ErrorForm.JSON, RetryHint.none());
    }

    Misbehaviour.Refusal refusal() {
      return refusal;
    }
  }

  /**
   * @param pieces
   *          of the body, as a stream sends them
   * @param isSpoiled
   *          whether what was wished to be wrong is wrong
   * @param cost
   *          in the unit of a key's quota
   */
  record Answer(
      int status, String contentType, List<String> pieces, Usage usage, boolean isSpoiled,
      long cost) {
    static Answer json(int status, String body) {
      return new Answer(status, "application/json", List.of(body), Usage.NONE, false, 0);
    }

    static Answer json(String body, Usage usage, boolean isSpoiled, long cost) {
      return new Answer(200, "application/json", List.of(body), usage, isSpoiled, cost);
    }
  }
}
