package org.translationjobs.engines.openai;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.translationjobs.core.engine.EngineReply.Failure;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.engines.ApiError;
import org.translationjobs.engines.HttpCaller;
import org.translationjobs.engines.RetryAfter;

/**
 * Whose failure an error is, and what to say about it. Pure.
 *
 * @param address
 *          of the server, as messages name it
 * @param variables
 *          with what the environment variables about it begin
 */
record ChatFailures(String address, String model, String variables) {
  private static final Pattern QUOTA =
      Pattern.compile(
          "insufficient_quota|exceeded your current quota|billing_hard_limit|insufficient.balance"
              + "|insufficient.credits|credit balance");
  private static final Pattern CONTENT =
      Pattern.compile(
          "content_filter|content_policy|content management policy|responsibleai|flagged"
              + "|moderation");
  private static final Pattern NO_MODEL =
      Pattern.compile("model_not_found|model.{0,120}(?:not found|does not exist|not exist)"
          + "|(?:invalid|unknown) model");

  /** A status other than 200. */
  Failure of(int status, HttpHeaders headers, ApiError error, Instant now) {
    var wait = RetryAfter.of(headers, now);
    var kind = kind(status, error);
    return new Failure(
        kind, message(status, kind, error),
        kind == FailureKind.RATE_LIMITED || kind == FailureKind.QUOTA_EXHAUSTED
            || kind == FailureKind.UNAVAILABLE ? wait : Optional.empty());
  }

  /** An error in the place of an answer, with the status 200. */
  Failure within(ApiError error) {
    var status =
        Pattern.compile("\\b[45]\\d\\d\\b")
            .matcher(error.code())
            .results()
            .mapToInt(found -> Integer.parseInt(found.group()))
            .findFirst();
    var kind = kind(status.orElse(error.code().contains("rate_limit") ? 429 : 500), error);
    return Failure.of(
        kind, "the answer of " + address + " ended in an error: " + error.message());
  }

  Failure unreachable(IOException e) {
    return Failure.of(
        FailureKind.UNAVAILABLE,
        address + " does not answer: " + HttpCaller.reason(e) + "; check " + variables
            + "_BASE_URL");
  }

  Failure late(Duration timeout) {
    return Failure.of(
        FailureKind.UNAVAILABLE,
        address + " did not finish its answer within " + timeout.toMillis() + " ms");
  }

  private static FailureKind kind(int status, ApiError error) {
    var told = (error.code() + " " + error.message()).toLowerCase(Locale.ROOT);
    return switch (status) {
      case 401 -> FailureKind.UNAUTHORIZED;
      case 402 -> FailureKind.QUOTA_EXHAUSTED;
      case 403 -> CONTENT.matcher(told).find()
          ? FailureKind.REFUSED_CONTENT
          : FailureKind.UNAUTHORIZED;
      case 429 -> QUOTA.matcher(told).find()
          ? FailureKind.QUOTA_EXHAUSTED
          : FailureKind.RATE_LIMITED;
      case 404, 405, 408, 409 -> FailureKind.UNAVAILABLE;
      default -> status < 400 || status >= 500
          ? FailureKind.UNAVAILABLE
          : CONTENT.matcher(told).find()
              ? FailureKind.REFUSED_CONTENT
          : NO_MODEL.matcher(told).find()
              ? FailureKind.UNAVAILABLE
          : FailureKind.BAD_REQUEST;
    };
  }

  private String message(int status, FailureKind kind, ApiError error) {
    var told = error.message().isEmpty() ? "" : ": " + error.message();
    var cure =
        switch (kind) {
          case UNAUTHORIZED -> "; check " + variables + "_API_KEY";
          case QUOTA_EXHAUSTED -> "; the key's quota or balance is used up";
          case UNAVAILABLE -> status < 400 || status == 404 || status == 405
              || status == 400 || status == 422
                  ? "; check " + variables + "_MODEL, which is '" + model + "', and "
                      + variables + "_BASE_URL"
                  : "";
          default -> "";
        };
    return address + " answered " + status + told + cure;
  }
}
