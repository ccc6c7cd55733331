package org.translationjobs.testkit;

import java.io.InputStream;
import java.net.URI;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An S3 server in this JVM on 127.0.0.1 (S3Proxy) that keeps to conditional writes; ask for
 * path-style addresses. Thread-safe.
 */
public final class EmbeddedS3 implements AutoCloseable {
  public static final String ACCESS_KEY = "test-access-key";
  public static final String SECRET_KEY = "test-secret-key";

  private final BlobStore store;
  private final Faults faults;
  private final S3Proxy proxy;

  private EmbeddedS3(BlobStore store, Faults faults, S3Proxy proxy) {
    this.store = store;
    this.faults = faults;
    this.proxy = proxy;
  }

  /** Its objects in memory. */
  public static EmbeddedS3 start() {
    return start("transient-nio2", new Properties());
  }

  /** Its objects in files that are deleted with the JVM. */
  public static EmbeddedS3 startWithFiles() {
    var properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", ServerFolders.create("s3").toString());
    return start("filesystem-nio2", properties);
  }

  private static EmbeddedS3 start(String kind, Properties properties) {
    try {
      var store = BlobStores.create(kind, properties);
      var faults = new Faults(store);
      var proxy = S3Proxy.builder()
          .blobStore(faults)
          .endpoint(URI.create("http://127.0.0.1:0"))
          .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
          .ignoreUnknownHeaders(true)
          .build();
      proxy.start();
      return new EmbeddedS3(store, faults, proxy);
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

  /**
   * From now on a share of the requests that read, write or delete objects is answered with 503.
   *
   * @param share
   *          from 0, none, to 1, all
   * @param seed
   *          decides which
   */
  public void fail(double share, long seed) {
    faults.random = new Random(seed);
    faults.share = share;
  }

  /** How many requests were answered with 503 so far. */
  public long failures() {
    return faults.failures.get();
  }

  /** Is told the key before an object is written, on the thread that writes it; replaces the one before. */
  public void beforePut(Consumer<String> listener) {
    faults.beforePut = listener;
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

  /** Stands before the store. */
  private static final class Faults extends ForwardingBlobStore {
    private final AtomicLong failures = new AtomicLong();
    private volatile Random random = new Random(0);
    private volatile double share;
    private volatile Consumer<String> beforePut = key -> {};

    Faults(BlobStore store) {
      super(store);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
      beforePut.accept(request.key());
      failSometimes();
      return super.putBlob(request, content);
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
      failSometimes();
      return super.getBlob(request);
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
      failSometimes();
      return super.removeBlob(request);
    }

    @Override
    public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
      failSometimes();
      return delegate().removeBlobs(request); // not one by one through here
    }

    private void failSometimes() {
      if (random.nextDouble() < share) {
        failures.incrementAndGet();
        throw S3Exception.builder().statusCode(503).message("chosen to fail").build();
      }
    }
  }
}
