package org.translationjobs.s3;

import java.net.ConnectException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.text.OneLine;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says in one line what happened at the bucket and what to do. */
record S3Problems(String bucket, String where) {
  /**
   * @param action
   *          the permission that the call needs, such as {@code s3:GetObject}
   */
  UnavailableException unavailable(SdkException failure, String action) {
    return new UnavailableException("staging", "S3 bucket '" + bucket + "' at " + where + ": "
        + words(failure, action),
        failure);
  }

  /** Whether the call ended because its thread was interrupted. */
  static boolean isInterruption(SdkException failure) {
    return failure instanceof AbortedException;
  }

  private static String words(SdkException failure, String action) {
    return switch (failure) {
      case NoSuchBucketException e -> "it does not exist; create it or correct its name";
      case S3Exception e -> answered(e, action);
      case ApiCallTimeoutException e -> "no answer in time; check the endpoint and the network";
      case ApiCallAttemptTimeoutException e ->
          "no answer in time; check the endpoint and the network";
      default -> notReached(failure);
    };
  }

  private static String answered(S3Exception e, String action) {
    var code = e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
    return switch (code) {
      case "NoSuchBucket" -> "it does not exist; create it or correct its name";
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken" ->
          "the credentials are refused (" + code + "); correct the access key";
      case "PermanentRedirect", "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          "it is in another region (" + code + "); correct the region";
      default -> byStatus(e, code, action);
    };
  }

  private static String byStatus(S3Exception e, String code, String action) {
    return switch (e.statusCode()) {
      case 301, 307 -> "it is in another region; correct the region";
      case 403 -> "access denied; permit " + action
          + " on its objects and s3:ListBucket on the bucket"
          + " (without the latter a missing object looks the same)";
      default -> "answered " + e.statusCode() + " " + code + "; see the server";
    };
  }

  private static String notReached(SdkException failure) {
    for (@Nullable
    Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return "the endpoint's host name cannot be resolved; correct the endpoint";
      }
      if (cause instanceof ConnectException) {
        return "the endpoint refuses connections; check that it runs and its address";
      }
    }
    var message = OneLine.of(String.valueOf(failure.getMessage()));
    return message.contains("Unable to load credentials")
        ? "no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or give the machine a role"
        : "cannot be reached: " + message;
  }
}
