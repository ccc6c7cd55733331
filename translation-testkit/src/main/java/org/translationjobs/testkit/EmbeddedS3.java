package org.translationjobs.testkit;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/** An S3 server in this JVM on 127.0.0.1 (S3Proxy, in memory); ask for path-style addresses. Thread-safe. */
public final class EmbeddedS3 implements AutoCloseable {
  public static final String ACCESS_KEY = "test-access-key";
  public static final String SECRET_KEY = "test-secret-key";

  private final BlobStore store;
  private final S3Proxy proxy;

  private EmbeddedS3(BlobStore store, S3Proxy proxy) {
    this.store = store;
    this.proxy = proxy;
  }

  public static EmbeddedS3 start() {
    try {
      var store = BlobStores.create("transient-nio2", new Properties());
      var proxy = S3Proxy.builder()
          .blobStore(store)
          .endpoint(URI.create("http://127.0.0.1:0"))
          .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
          .ignoreUnknownHeaders(true)
          .build();
      proxy.start();
      return new EmbeddedS3(store, proxy);
    } catch (Exception e) {
      throw new IllegalStateException("the embedded S3 server did not start", e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  /** Makes a bucket unless it is there. */
  public EmbeddedS3 createBucket(String name) {
    store.createContainer(name);
    return this;
  }

  /** Stops the server. Idempotent. */
  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the embedded S3 server did not stop", e);
    }
  }
}
