package dev.nevus.ingest;

import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.image.ImageLimits;
import dev.nevus.ingest.catalog.CatalogConfig;
import dev.nevus.ingest.http.HttpConfig;
import dev.nevus.model.Signing;
import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import dev.nevus.store.s3.S3Config;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that the service can be told, read once. Shows no secret.
 *
 * @param kafka brokers
 * @param store object store
 * @param http where the HTTP door is
 * @param catalog where the read model lives
 * @param limits of images
 * @param quota how many images of a source are live
 * @param disk room that must be left before an image is taken
 * @param inboundBuckets that references from Kafka may point into
 * @param workers name of the workers' share group, whose backlog is shown
 * @param signing which signatures of models are told as good; nothing is signed here
 */
public record IngestConfig(
    KafkaConfig kafka,
    S3Config store,
    HttpConfig http,
    CatalogConfig catalog,
    ImageLimits limits,
    LiveQuota quota,
    DiskRoom disk,
    Set<String> inboundBuckets,
    String workers,
    Signing signing) {
  /**
   * @throws ConfigException if the largest image would never fit what the HTTP door carries
   */
  public IngestConfig {
    inboundBuckets = Set.copyOf(inboundBuckets);
    if (http.uploadBytes() / 2 < limits.maxBytes()) {
      throw new ConfigException(
          List.of(
              "NEVUS_HTTP_UPLOAD_BYTES must be at least twice NEVUS_MAX_IMAGE_BYTES: otherwise the"
                  + " largest image waits for ever"));
    }
  }

  /**
   * Reads every setting.
   *
   * @throws ConfigException naming all settings that cannot be used
   */
  public static IngestConfig from(Settings settings) {
    KafkaConfig kafka = KafkaConfig.from(settings);
    S3Config store = S3Config.from(settings);
    HttpConfig http = HttpConfig.from(settings);
    CatalogConfig catalog = CatalogConfig.from(settings);
    ImageLimits limits = ImageLimits.from(settings);
    LiveQuota quota = LiveQuota.from(settings);
    DiskRoom disk = DiskRoom.from(settings);
    Set<String> buckets =
        names(
            settings.text(
                "NEVUS_INBOUND_BUCKETS",
                "",
                "buckets that references from Kafka may point into, comma separated"));
    String workers = WorkGroup.name(settings);
    Signing signing = Signing.trusting(settings);
    settings.complete();
    return new IngestConfig(
        kafka, store, http, catalog, limits, quota, disk, buckets, workers, signing);
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
