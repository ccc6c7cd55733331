package org.translationjobs.s3;

import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the client: a time limit on everything, few retries. */
final class S3Clients {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 64;
  private static final int ATTEMPTS = 3;

  private S3Clients() {}

  /**
   * @throws IllegalArgumentException
   *           when no region is configured anywhere
   */
  static S3Client client(S3Settings settings) {
    var timeout = settings.callTimeout();
    var connect = timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
    var builder = S3Client.builder()
        // not url-connection-client: it repeats conditional puts and reports its own first one as a conflict
        .httpClientBuilder(Apache5HttpClient.builder()
            .maxConnections(CONNECTIONS)
            .connectionTimeout(connect)
            .connectionAcquisitionTimeout(timeout)
            .socketTimeout(timeout))
        .overrideConfiguration(ClientOverrideConfiguration.builder()
            .apiCallTimeout(timeout)
            .retryStrategy(StandardRetryStrategy.builder().maxAttempts(ATTEMPTS).build())
            .build())
        // many servers that speak S3 do not know the newer checksums; we compare hashes of our own
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .forcePathStyle(settings.pathStyle());
    var endpoint = settings.endpoint();
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    var region = settings.region();
    if (region != null || endpoint != null) {
      builder.region(Region.of(region == null ? "us-east-1" : region));
    }
    var credentials = settings.credentials();
    if (credentials != null) {
      builder.credentialsProvider(credentials);
    }
    try {
      return builder.build();
    } catch (SdkClientException e) {
      throw new IllegalArgumentException(
          "the S3 region is not configured; set it (S3_REGION, AWS_REGION)", e);
    }
  }
}
