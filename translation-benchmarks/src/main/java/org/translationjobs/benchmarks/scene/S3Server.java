package org.translationjobs.benchmarks.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.translationjobs.testkit.EmbeddedS3;
import org.translationjobs.testkit.ProgramProcess;

/** The embedded S3 in a JVM of its own, where its work is not ours; its objects lie in memory. */
public final class S3Server implements AutoCloseable {
  private static final String BUCKET = "staging";

  private final Process process;
  private final String endpoint;

  private S3Server(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Returns when it answers. */
  public static S3Server start(Path log) {
    try {
      var process = new ProcessBuilder(
          ProgramProcess.java(), "-Xmx4g", "-cp", ProgramProcess.classPath(), S3Server.class
              .getName()).redirectError(log.toFile()).start();
      var endpoint = process.inputReader(StandardCharsets.UTF_8).readLine();
      if (endpoint == null) {
        throw new IllegalStateException("the S3 server did not start, see " + log);
      }
      return new S3Server(process, endpoint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a program needs to stage here. */
  public Map<String, String> environment() {
    return Map.of(
        "S3_BUCKET", BUCKET,
        "S3_ENDPOINT", endpoint,
        "AWS_ACCESS_KEY_ID", EmbeddedS3.ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY", EmbeddedS3.SECRET_KEY,
        "AWS_REGION", "us-east-1",
        "AWS_EC2_METADATA_DISABLED", "true");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Prints the endpoint and runs until the JVM that started it is gone. */
  public static void main(String[] arguments) throws IOException {
    try (var server = EmbeddedS3.start().createBucket(BUCKET)) {
      System.out.println(server.endpoint());
      System.in.readAllBytes();
    }
  }
}
