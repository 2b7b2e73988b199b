package dev.nevus.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker and a real store with scripted services, so that it can run before any service is
 * written.
 */
class WorldIT {
  private static final Path ROOT = Path.of(System.getProperty("nevus.root"));
  private static final String WORKER = "worker-1";

  private final Installation installation;
  private final RecordingProgress progress = new RecordingProgress();
  private final List<String> prepared = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  WorldIT(@TempDir Path folder) throws IOException {
    Path root = folder.resolve("root");
    Path classes = root.resolve("scripted/target");
    Files.createDirectories(classes);
    Files.createDirectories(root.resolve("deploy"));
    Files.createSymbolicLink(root.resolve("deploy/embedded"), ROOT.resolve("deploy/embedded"));
    Files.writeString(classes.resolve("runtime.classpath"), System.getProperty("java.class.path"));
    this.installation = new Installation(root, folder.resolve("data"));
  }

  @Test
  void givesEveryServiceItsNeighboursAndKeepsItRunning() throws Exception {
    try (World world = start()) {
      assertThat(prepared).containsExactly(world.neighbours().bootstrap());
      assertThat(ask(world.http(), "NEVUS_KAFKA_BOOTSTRAP"))
          .isEqualTo(world.neighbours().bootstrap());
      assertThat(ask(worker(), "NEVUS_S3_ENDPOINT"))
          .isEqualTo(world.neighbours().store().toString());
      assertThat(ask(worker(), "NEVUS_S3_SECRET_KEY")).hasSize(64);
      assertThat(ask(worker(), "OPENCV_IO_MAX_IMAGE_PIXELS")).isEqualTo("50000000");
      URI before = worker();

      assertThatThrownBy(() -> ask(worker(), "exit/3")).isInstanceOf(IOException.class);

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> progress.heard().stream().filter(("ready " + WORKER)::equals).count() == 2);
      assertThat(progress.heard()).contains("ended " + WORKER + " 3 " + WORKER + ".log");
      assertThat(worker()).isEqualTo(before);
    }
    assertThat(progress.heard())
        .endsWith("stopped " + WORKER, "stopped ingest", "stopped store", "stopped kafka");
  }

  @Test
  void comesBackAtTheSameAddresses() throws Exception {
    Neighbours before;
    URI httpBefore;
    try (World world = start()) {
      before = world.neighbours();
      httpBefore = world.http();
    }

    try (World world = start()) {
      assertThat(world.neighbours())
          .isEqualTo(before)
          .isEqualTo(Neighbours.lastOf(installation.data()));
      assertThat(world.http()).isEqualTo(httpBefore);
    }
  }

  @Test
  void leavesNothingBehindWhenAServiceIsBroken() {
    Service broken =
        new Service(
            WORKER,
            "scripted",
            ScriptedService.class.getName(),
            List.of(),
            "SERVICE_PORT",
            Map.of("SERVICE_IS_BROKEN", "true"));
    List<ProcessHandle> others = children();

    assertThatThrownBy(() -> World.start(installation, plan(), List.of(broken), progress))
        .hasMessageContaining("broken on purpose");

    assertThat(progress.heard()).endsWith("stopped store", "stopped kafka");
    await().until(() -> others.containsAll(children()));
  }

  /** Servers that tests of this process share are among them. */
  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
  }

  private World start() throws Exception {
    List<Service> services = List.of(scripted("ingest"), scripted(WORKER));
    return World.start(installation, plan(), services, progress);
  }

  private WorldPlan plan() {
    return new WorldPlan(1, Optional.empty(), prepared::add);
  }

  private static Service scripted(String name) {
    return new Service(
        name,
        "scripted",
        ScriptedService.class.getName(),
        List.of("-Xmx32m"),
        "SERVICE_PORT",
        Map.of());
  }

  private URI worker() {
    return URI.create(progress.address(WORKER));
  }

  private String ask(URI service, String variable) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/" + variable))
            .timeout(Duration.ofSeconds(5))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
