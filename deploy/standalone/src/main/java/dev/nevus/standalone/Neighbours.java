package dev.nevus.standalone;

import dev.nevus.embedded.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * The broker and the store that every service needs.
 *
 * @param bootstrap the broker's {@code host:port}
 * @param bucket in which everything is kept
 */
public record Neighbours(String bootstrap, URI store, Credentials credentials, String bucket) {
  static final String KAFKA = "kafka";
  static final String STORE = "store";
  static final String BUCKET = "nevus";

  static Neighbours on(int brokerPort, int storePort, Credentials credentials) {
    URI store = URI.create("http://127.0.0.1:" + storePort);
    return new Neighbours("127.0.0.1:" + brokerPort, store, credentials, BUCKET);
  }

  /**
   * Those of the Nevus that runs, or last ran, on this data folder: for commands in another
   * process.
   *
   * @throws IOException if none ever ran there
   */
  public static Neighbours lastOf(Path data) throws IOException {
    Ports ports = Ports.in(data);
    if (ports.last(KAFKA) == 0 || ports.last(STORE) == 0) {
      throw new IOException("Nevus never ran on " + data + ": start it with 'nevus up'");
    }
    return on(ports.last(KAFKA), ports.last(STORE), StoreKeys.in(data));
  }

  /** As the services read it from their environment. */
  public Map<String, String> environment() {
    return Map.of(
        "NEVUS_KAFKA_BOOTSTRAP", bootstrap,
        "NEVUS_S3_ENDPOINT", store.toString(),
        "NEVUS_S3_ACCESS_KEY", credentials.accessKey(),
        "NEVUS_S3_SECRET_KEY", credentials.secretKey(),
        "NEVUS_S3_BUCKET", bucket);
  }
}
