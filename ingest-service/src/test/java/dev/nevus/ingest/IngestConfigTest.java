package dev.nevus.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.ingest.catalog.CatalogConfig;
import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import dev.nevus.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
  private static final Map<String, String> LEAST =
      Map.of("NEVUS_S3_ACCESS_KEY", "who", "NEVUS_S3_SECRET_KEY", "open-sesame");

  @Test
  void needsNothingButTheStoresCredentials() {
    IngestConfig config = IngestConfig.from(new Settings(LEAST));

    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(8080);
    assertThat(config.catalog().url()).isEqualTo("jdbc:h2:file:./.nevus/catalog");
    assertThat(config.catalog().start()).isEqualTo(CatalogConfig.Start.RESUME);
    assertThat(config.store().bucket()).isEqualTo("nevus");
    assertThat(config.inboundBuckets()).isEmpty();
    assertThat(config.signing().isAskedFor()).isFalse();
    assertThat(config.limits().maxBytes()).isEqualTo(25 * 1024 * 1024);
    assertThat(config.quota()).isEqualTo(new LiveQuota(120, 240));
    assertThat(config.disk().leastBytes()).isEqualTo(256 * 1024 * 1024);
    assertThat(config.catalog().folder()).get().matches(folder -> folder.endsWith(".nevus"));
    assertThat(config.http().pace().within()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.http().sourcePercent()).isEqualTo(50);
    assertThat(config.http().connections()).isEqualTo(1_000);
  }

  @Test
  void takesEverySettingFromItsKey() {
    IngestConfig config =
        IngestConfig.from(
            settings(
                Map.of(
                    "NEVUS_HTTP_HOST", "0.0.0.0",
                    "NEVUS_HTTP_PORT", "0",
                    "NEVUS_CATALOG_URL", "jdbc:postgresql://db/nevus",
                    "NEVUS_CATALOG_REBUILD", "true",
                    "NEVUS_INBOUND_BUCKETS", "scans, more-scans,",
                    "NEVUS_MAX_IMAGE_BYTES", "2000000",
                    "NEVUS_SOURCE_LIVE_PER_MINUTE", "0",
                    "NEVUS_SOURCE_LIVE_BURST", "7",
                    "NEVUS_HTTP_UPLOAD_BYTES", "8000000",
                    "NEVUS_HTTP_LEAST_RATE", "77")));

    assertThat(config.http().host()).isEqualTo("0.0.0.0");
    assertThat(config.http().port()).isZero();
    assertThat(config.http().uploadBytes()).isEqualTo(8_000_000);
    assertThat(config.catalog().url()).isEqualTo("jdbc:postgresql://db/nevus");
    assertThat(config.catalog().folder()).isEmpty();
    assertThat(config.catalog().start()).isEqualTo(CatalogConfig.Start.REBUILD);
    assertThat(config.inboundBuckets()).containsExactlyInAnyOrder("scans", "more-scans");
    assertThat(config.limits().maxBytes()).isEqualTo(2_000_000);
    assertThat(config.quota()).isEqualTo(new LiveQuota(0, 7));
    assertThat(config.http().pace().leastBytesASecond()).isEqualTo(77);
  }

  @Test
  void namesEveryProblemAtOnce() {
    Settings wrong =
        new Settings(Map.of("NEVUS_HTTP_PORT", "many", "NEVUS_S3_ENDPOINT", "ftp://x"));

    assertThatThrownBy(() -> IngestConfig.from(wrong))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "NEVUS_HTTP_PORT", "NEVUS_S3_ENDPOINT", "NEVUS_S3_ACCESS_KEY", "NEVUS_S3_SECRET_KEY");
  }

  @Test
  void refusesAnImageThatWouldNeverFitTheDoor() {
    Settings wrong = settings(Map.of("NEVUS_HTTP_UPLOAD_BYTES", "26214400"));

    assertThatThrownBy(() -> IngestConfig.from(wrong))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("NEVUS_HTTP_UPLOAD_BYTES");
  }

  @Test
  void showsNoSecret() {
    IngestConfig config =
        IngestConfig.from(
            settings(
                Map.of(
                    "NEVUS_CATALOG_URL", "jdbc:postgresql://db/nevus?password=hush",
                    "NEVUS_CATALOG_PASSWORD", "mellon",
                    "NEVUS_KAFKA_SASL_JAAS_CONFIG", "swordfish")));

    assertThat(config.toString())
        .contains("jdbc:postgresql://db/nevus")
        .doesNotContain("open-sesame", "mellon", "hush", "swordfish");
  }

  @Test
  void isDescribedInTheReadme() throws IOException {
    Settings settings = new Settings(LEAST);
    IngestConfig.from(settings);

    assertThat(Files.readString(Path.of("README.md"))).contains(SettingsTable.of(settings));
  }

  private static Settings settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(LEAST);
    all.putAll(more);
    return new Settings(all);
  }
}
