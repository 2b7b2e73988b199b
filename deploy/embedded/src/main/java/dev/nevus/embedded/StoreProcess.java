package dev.nevus.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * The object store's main class: the S3 HTTP API over a plain folder (a bucket is a folder in it,
 * an object is a file), on 127.0.0.1, for requests signed with the one key pair only.
 */
final class StoreProcess {
  static final String ACCESS_KEY = "NEVUS_S3_ACCESS_KEY";
  static final String SECRET_KEY = "NEVUS_S3_SECRET_KEY";

  /** A signed body is held on the heap until its digest has been checked. */
  private static final long LARGEST_OBJECT_BYTES = 64L << 20;

  private static final int THREADS = 32;
  private static final long STOP_MILLIS = 1_000;

  private StoreProcess() {}

  /**
   * Arguments: data folder, port (0 for a free one). The key pair comes from the environment, where
   * no process list shows it.
   */
  public static void main(String[] arguments) throws Exception {
    String accessKey = required(ACCESS_KEY);
    String secretKey = required(SECRET_KEY);
    Path data = Files.createDirectories(Path.of(arguments[0]));
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(data.toString()))
            .endpoint(URI.create("http://127.0.0.1:" + Integer.parseInt(arguments[1])))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
            .v4MaxNonChunkedRequestSize(LARGEST_OBJECT_BYTES)
            .ignoreUnknownHeaders(true)
            .jettyMaxThreads(THREADS)
            .stopTimeout(STOP_MILLIS)
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop store"));
    // Returns when the connector listens.
    server.start();
    System.out.println("READY 127.0.0.1:" + server.getPort());
  }

  private static String required(String variable) {
    String value = System.getenv(variable);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "set " + variable + ": the store does not start without a key pair");
    }
    return value;
  }

  // The server declares Exception, and a hook has nobody to throw to.
  @SuppressWarnings("CatchingUnchecked")
  private static void stop(S3Proxy server) {
    try {
      server.stop();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (Exception failed) {
      System.err.println("the store did not stop in order: " + failed);
    }
  }
}
