package dev.nevus.store.s3;

import dev.nevus.settings.Settings;
import java.net.URI;
import java.time.Duration;

/**
 * How to reach the object store.
 *
 * @param endpoint address of the S3 interface
 * @param accessKey who
 * @param secretKey hidden in {@link #toString()}
 * @param region as the store calls it
 * @param bucket where all objects of Nevus live
 * @param connectTimeout for a connection
 * @param ioTimeout for a read or a write without progress
 */
public record S3Config(
    URI endpoint,
    String accessKey,
    String secretKey,
    String region,
    String bucket,
    Duration connectTimeout,
    Duration ioTimeout) {

  /** Reads the keys {@code NEVUS_S3_*}. */
  public static S3Config from(Settings settings) {
    return new S3Config(
        settings.address(
            "NEVUS_S3_ENDPOINT", "http://127.0.0.1:9000", "address of the S3 interface"),
        settings.text("NEVUS_S3_ACCESS_KEY", "access key of the object store"),
        settings.text("NEVUS_S3_SECRET_KEY", "secret key of the object store"),
        settings.text("NEVUS_S3_REGION", "us-east-1", "region of the object store"),
        settings.text("NEVUS_S3_BUCKET", "nevus", "bucket where all objects live"),
        settings.duration(
            "NEVUS_S3_CONNECT_TIMEOUT", Duration.ofSeconds(3), "patience for a connection"),
        settings.duration(
            "NEVUS_S3_IO_TIMEOUT", Duration.ofSeconds(20), "patience for a read or write"));
  }

  /** The same store, another bucket. */
  public S3Config inBucket(String other) {
    return new S3Config(endpoint, accessKey, secretKey, region, other, connectTimeout, ioTimeout);
  }

  @Override
  public String toString() {
    return "S3Config[" + endpoint + ", bucket " + bucket + "]";
  }
}
