package dev.nevus.standalone;

import dev.nevus.embedded.ChildCommand;
import dev.nevus.embedded.ClassArchive;
import dev.nevus.embedded.Credentials;
import dev.nevus.embedded.EmbeddedClassPath;
import dev.nevus.embedded.EmbeddedKafka;
import dev.nevus.embedded.EmbeddedStore;
import dev.nevus.standalone.WorldPlan.TopicSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** All of Nevus, running on one data folder. Safe for many threads. */
public final class World implements AutoCloseable {
  /** Where the web page is unless that port is taken. */
  public static final int PREFERRED_HTTP_PORT = 8080;

  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final DataFolder folder;
  private final Supervisor supervisor;
  private final Neighbours neighbours;
  private final URI http;

  private World(DataFolder folder, Supervisor supervisor, Neighbours neighbours, URI http) {
    this.folder = folder;
    this.supervisor = supervisor;
    this.neighbours = neighbours;
    this.http = http;
  }

  /**
   * Returns when everything is ready; leaves nothing running if it cannot be.
   *
   * @throws IOException if a part does not start, is not built, or the data folder is in use
   */
  public static World start(Installation installation, WorldPlan plan, Progress progress)
      throws IOException, InterruptedException {
    List<Service> services = new ArrayList<>();
    services.add(Service.ingest(installation.data()));
    IntStream.rangeClosed(1, plan.workers()).mapToObj(Service::worker).forEach(services::add);
    services.add(Service.trainer(installation.data()));
    return start(installation, plan, services, progress);
  }

  static World start(
      Installation installation, WorldPlan plan, List<Service> services, Progress progress)
      throws IOException, InterruptedException {
    DataFolder folder = DataFolder.take(installation.data());
    boolean isUp = false;
    try {
      World world = startIn(folder, installation, plan, services, progress);
      isUp = true;
      return world;
    } finally {
      if (!isUp) {
        folder.close();
      }
    }
  }

  private static World startIn(
      DataFolder folder,
      Installation installation,
      WorldPlan plan,
      List<Service> services,
      Progress progress)
      throws IOException, InterruptedException {
    Ports ports = Ports.in(folder.path());
    int httpPort =
        plan.httpPort().isPresent()
            ? ports.exactly(Service.INGEST, plan.httpPort().get())
            : ports.of(Service.INGEST, PREFERRED_HTTP_PORT);
    Credentials keys = StoreKeys.in(folder.path());
    int brokerPort = ports.of(Neighbours.KAFKA, 0);
    int storePort = ports.of(Neighbours.STORE, 0);
    Neighbours neighbours = Neighbours.on(brokerPort, storePort, keys);
    String classPath = EmbeddedClassPath.under(installation.root());
    List<Part> parts = new ArrayList<>();
    parts.add(broker(folder.path().resolve("kafka"), brokerPort, classPath, plan.topics()));
    parts.add(store(folder.path().resolve("store"), storePort, classPath, keys));
    for (Service service : services) {
      int port = service.name().equals(Service.INGEST) ? httpPort : ports.of(service.name(), 0);
      parts.add(service(service.with(plan.settings()), port, installation, neighbours));
    }
    Supervisor supervisor = Supervisor.start(parts, progress, Supervisor.RESTARTS);
    return new World(folder, supervisor, neighbours, URI.create("http://127.0.0.1:" + httpPort));
  }

  private static Part broker(Path data, int port, String classPath, TopicSetup topics) {
    return new Part(
        Neighbours.KAFKA,
        List.of(),
        () -> EmbeddedKafka.start(data, port, classPath, Map.of()).process(),
        child -> topics.create(child.ready()),
        STOP_WITHIN);
  }

  private static Part store(Path data, int port, String classPath, Credentials keys) {
    return new Part(
        Neighbours.STORE,
        List.of(),
        () -> {
          EmbeddedStore.createBucket(data, Neighbours.BUCKET);
          return EmbeddedStore.start(data, port, classPath, keys).process();
        },
        Part.ITS_WORD,
        STOP_WITHIN);
  }

  private static Part service(
      Service service, int port, Installation installation, Neighbours neighbours)
      throws IOException {
    ChildCommand command = service.command(port, installation, neighbours);
    return new Part(
        service.name(),
        List.of(Neighbours.KAFKA, Neighbours.STORE),
        () -> ClassArchive.start(command, Service.READY_WITHIN),
        Part.ITS_WORD,
        STOP_WITHIN);
  }

  /**
   * Where the HTTP API of the Nevus that runs, or last ran, on this data folder is.
   *
   * @throws IOException if none ever ran there
   */
  public static URI lastHttpOf(Path data) throws IOException {
    int port = Ports.in(data).last(Service.INGEST);
    if (port == 0) {
      throw new IOException("Nevus never ran on " + data + ": start it with 'nevus up'");
    }
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Where the web page and the HTTP API are. */
  public URI http() {
    return http;
  }

  public Neighbours neighbours() {
    return neighbours;
  }

  /** Stops everything, services first, and gives the data folder free. Idempotent. */
  @Override
  public void close() throws IOException {
    supervisor.close();
    folder.close();
  }
}
