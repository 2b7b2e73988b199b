package dev.nevus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OpsServerTest {
  private final AtomicBoolean storeIsAway = new AtomicBoolean();

  @Test
  void operationsSeeFiguresAndHealth() throws Exception {
    Health health =
        new Health(Clock.systemUTC(), Duration.ZERO)
            .with(
                "store",
                () -> {
                  if (storeIsAway.get()) {
                    throw new IOException("away");
                  }
                });
    try (Telemetry telemetry = new Telemetry("worker");
        OpsServer server = OpsServer.start("127.0.0.1", 0, telemetry, health)) {
      telemetry.image("segmented", "none");
      assertThat(get(server, "/metrics").body())
          .contains("nevus_images_total{")
          .contains("outcome=\"segmented\"");
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
      storeIsAway.set(true);
      assertThat(get(server, "/health/ready").statusCode()).as("a doubt").isEqualTo(200);
      HttpResponse<String> unready = get(server, "/health/ready");
      assertThat(unready.statusCode()).isEqualTo(503);
      assertThat(unready.body()).contains("store").contains("away");
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(server, "/elsewhere").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void theScrapeHoldsEveryFigureWithItsService() {
    try (Telemetry telemetry = new Telemetry("worker")) {
      telemetry.image("refused", "too-small");
      telemetry.image("refused", "too-small");
      telemetry.stage("decode", Duration.ofMillis(20), Duration.ofMillis(5));
      assertThat(telemetry.scrape())
          .contains(
              "nevus_images_total{outcome=\"refused\",reason=\"too-small\",service=\"worker\"} 2.0")
          .contains("nevus_stage_seconds_count{service=\"worker\",stage=\"decode\"} 1")
          .contains("nevus_stage_cpu_seconds_total{service=\"worker\",stage=\"decode\"} 0.005")
          .contains("nevus_stage_seconds_bucket{service=\"worker\",stage=\"decode\",le=\"")
          .contains("jvm_memory_used_bytes");
    }
  }

  private static HttpResponse<String> get(OpsServer server, String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
