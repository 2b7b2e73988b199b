package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthAndFiguresTest {
  private final IngestWorld world = new IngestWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void tellsModelsHealthAndFigures() throws Exception {
    world.http.upload(Drawings.jpeg(1));

    JsonNode models = HttpClientOf.json(world.http.get("/v1/models"));
    HttpResponse<byte[]> ready = world.http.get("/health/ready");
    world.store.goAway();
    assertThat(world.http.get("/health/ready").statusCode()).as("a doubt").isEqualTo(200);
    HttpResponse<byte[]> away = world.http.get("/health/ready");
    HttpResponse<byte[]> live = world.http.get("/health/live");

    assertThat(models.path("versions").isArray()).isTrue();
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(HttpClientOf.json(away).at("/neighbours/store").asText()).contains("away");
    assertThat(HttpClientOf.json(away).at("/neighbours/log").asText()).isEqualTo("ok");
    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(new String(world.http.get("/metrics").body(), StandardCharsets.UTF_8))
        .contains("nevus_images_total{outcome=\"accepted\"");
  }
}
