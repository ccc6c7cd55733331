package org.translationjobs.benchmarks.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.testkit.EmbeddedS3;
import org.translationjobs.testkit.ProgramProcess;

/**
 * The embedded S3, its objects in files.
 *
 * @param stop
 *          ends it
 */
public record S3Server(Runnable stop, String endpoint) implements AutoCloseable {
  public static final String BUCKET = "staging";

  /** In a JVM of its own, where its work is not ours; returns when it answers. */
  public static S3Server start(Bench bench, Path log) {
    if (bench.options().here()) {
      System.setProperty("aws.accessKeyId", EmbeddedS3.ACCESS_KEY);
      System.setProperty("aws.secretAccessKey", EmbeddedS3.SECRET_KEY);
      var server = EmbeddedS3.startWithFiles().createBucket(BUCKET);
      return new S3Server(server::close, "" + server.endpoint());
    }
    try {
      var process = AtExit.kill(new ProcessBuilder(
          ProgramProcess.java(), "-Xmx1g", "-Dlogback.configurationFile=bench-logback.xml",
          "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"), "-cp",
          ProgramProcess.classPath(), S3Server.class.getName()).redirectError(log.toFile())
          .start());
      var endpoint = process.inputReader(StandardCharsets.UTF_8).readLine();
      if (endpoint == null) {
        throw new IllegalStateException("the S3 server did not start, see " + log);
      }
      return new S3Server(() -> process.destroyForcibly().onExit().join(), endpoint);
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
        "AWS_EC2_METADATA_DISABLED", "true");
  }

  @Override
  public void close() {
    stop.run();
  }

  /** Prints the endpoint and runs until the JVM that started it is gone. */
  public static void main(String[] arguments) throws IOException {
    try (var server = EmbeddedS3.startWithFiles().createBucket(BUCKET)) {
      System.out.println(server.endpoint());
      System.in.readAllBytes();
    }
  }
}
