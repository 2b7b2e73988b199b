package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiskFullTest {
  private final IngestWorld world = new IngestWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aFullDiskIsToldAndRecoversByItself() throws Exception {
    world.leaveOnDisk(10);
    HttpResponse<byte[]> full = world.http.upload(Drawings.jpeg(1));
    world.http.get("/health/ready");
    HttpResponse<byte[]> ready = world.http.get("/health/ready");
    world.leaveOnDisk(1_000);

    HttpResponse<byte[]> again = world.http.upload(Drawings.jpeg(1));

    assertThat(HttpClientOf.problem(full)).isEqualTo("503 disk-full");
    assertThat(full.headers().firstValue("Retry-After")).contains("30");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(HttpClientOf.json(ready).at("/neighbours/disk").asText()).contains("data");
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(world.http.get("/health/ready").statusCode()).isEqualTo(200);
  }
}
