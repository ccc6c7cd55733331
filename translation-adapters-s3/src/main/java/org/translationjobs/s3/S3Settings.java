package org.translationjobs.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.staging.StagingKey;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Which bucket, and how to reach it.
 *
 * @param prefix
 *          under which everything lies, without slashes at its ends; may be empty
 * @param endpoint
 *          of a server that speaks S3; AWS when null
 * @param region
 *          AWS' default chain when null and no endpoint is given, {@code us-east-1} with an endpoint
 * @param pathStyle
 *          {@code endpoint/bucket/key} instead of {@code bucket.endpoint/key}
 * @param credentials
 *          AWS' default chain when null; a given one stays the caller's to close
 * @param callTimeout
 *          longest time for one call with all its retries; defaults to 30 seconds
 * @param maxBytes
 *          larger objects are refused when read; defaults to 256 MB
 * @param cacheBytes
 *          of the objects written last, so much is kept in memory, so that a promotion need not fetch
 *          what a listing shows to be unaltered; 0 keeps nothing; defaults to {@link #defaultCacheBytes()}
 */
public record S3Settings(String bucket, String prefix, @Nullable URI endpoint,
    @Nullable String region,
    boolean pathStyle, @Nullable AwsCredentialsProvider credentials, Duration callTimeout,
    int maxBytes, long cacheBytes) {
  private static final int DEFAULT_MAX_BYTES = 256 * 1024 * 1024;
  private static final long MOST_CACHE_BYTES = 64 * 1024 * 1024;
  private static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(30);

  /**
   * @throws IllegalArgumentException
   *           naming what is wrong
   */
  public S3Settings {
    if (!bucket.matches("[a-zA-Z0-9][a-zA-Z0-9._-]{1,254}")) {
      throw new IllegalArgumentException("not the name of an S3 bucket: '" + bucket + "'");
    }
    prefix = prefix.strip().replaceAll("^/+|/+$", "");
    if (!prefix.isEmpty() && !StagingKey.isSafe(prefix)) {
      throw new IllegalArgumentException("not a plain S3 prefix: '" + prefix + "'");
    }
    if (endpoint != null && (endpoint.getHost() == null || !endpoint.toString()
        .matches("https?://.*"))) {
      throw new IllegalArgumentException("not an S3 endpoint: '" + endpoint
          + "'; http(s)://host[:port] is allowed");
    }
    if (callTimeout.compareTo(Duration.ofMillis(100)) < 0 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "an S3 call lasts at least 100 ms and reads at least 1 byte, got "
              + callTimeout + " and " + maxBytes);
    }
    if (cacheBytes < 0) {
      throw new IllegalArgumentException("cacheBytes is at least 0, got " + cacheBytes);
    }
  }

  /** 64 MB, in a heap below 512 MB an eighth of it. */
  public static long defaultCacheBytes() {
    return Math.min(MOST_CACHE_BYTES, Runtime.getRuntime().maxMemory() / 8);
  }

  /** A bucket at AWS, with AWS' default chains for region and credentials. */
  public static S3Settings of(String bucket, String prefix) {
    return new S3Settings(bucket, prefix, null, null, false, null, DEFAULT_CALL_TIMEOUT,
        DEFAULT_MAX_BYTES, defaultCacheBytes());
  }

  /** Another server than AWS. */
  public S3Settings at(URI newEndpoint, boolean newPathStyle) {
    return new S3Settings(bucket, prefix, newEndpoint, region, newPathStyle, credentials,
        callTimeout, maxBytes, cacheBytes);
  }

  public S3Settings withRegion(String newRegion) {
    return new S3Settings(bucket, prefix, endpoint, newRegion, pathStyle, credentials, callTimeout,
        maxBytes, cacheBytes);
  }

  public S3Settings withCredentials(AwsCredentialsProvider newCredentials) {
    return new S3Settings(bucket, prefix, endpoint, region, pathStyle, newCredentials, callTimeout,
        maxBytes, cacheBytes);
  }

  public S3Settings withCallTimeout(Duration newTimeout) {
    return new S3Settings(bucket, prefix, endpoint, region, pathStyle, credentials, newTimeout,
        maxBytes, cacheBytes);
  }

  public S3Settings withMaxBytes(int newMaxBytes) {
    return new S3Settings(bucket, prefix, endpoint, region, pathStyle, credentials, callTimeout,
        newMaxBytes, cacheBytes);
  }

  public S3Settings withCacheBytes(long newCacheBytes) {
    return new S3Settings(bucket, prefix, endpoint, region, pathStyle, credentials, callTimeout,
        maxBytes, newCacheBytes);
  }
}
