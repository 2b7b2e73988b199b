package dev.nevus.standalone.faults;

import dev.nevus.RealServers;
import dev.nevus.embedded.ChildCommand;
import dev.nevus.embedded.ChildProcess;
import dev.nevus.embedded.ClassArchive;
import dev.nevus.embedded.Credentials;
import dev.nevus.embedded.EmbeddedClassPath;
import dev.nevus.embedded.EmbeddedStore;
import dev.nevus.embedded.FreePort;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaTopics;
import dev.nevus.killpoint.KillPoint;
import dev.nevus.standalone.Installation;
import dev.nevus.standalone.Neighbours;
import dev.nevus.standalone.ServiceCommands;
import dev.nevus.standalone.models.RunningNevus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brokers, a store, ingest and workers as real processes, each of which a test may end, and between
 * the services and the others links that it may break. Nobody starts again what ended but the test.
 * Services are impatient here, so that faults show after seconds. Safe for many threads but for the
 * broker and the store.
 */
final class FaultyNevus implements AutoCloseable {
  /** After which a silent worker's image is given to another one. */
  static final Duration LOCK = Duration.ofSeconds(2);

  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Credentials KEYS = new Credentials("nevus-tests", "not-a-secret-in-tests");
  private static final String BUCKET = "nevus";
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "NEVUS_WORK_LOCK", LOCK.toString(),
          "NEVUS_S3_CONNECT_TIMEOUT", "PT1S",
          "NEVUS_S3_IO_TIMEOUT", "PT3S",
          "NEVUS_KAFKA_PUBLISH_TIMEOUT", "PT5S");

  private final Installation installation;
  private final Map<String, String> settings = new HashMap<>(IMPATIENT);
  private final Brokers brokers;
  private final FaultyLink storeLink;
  private final int storePort;
  private final int httpPort;
  private final AtomicInteger workers = new AtomicInteger();
  private final Queue<ChildProcess> services = new ConcurrentLinkedQueue<>();
  private EmbeddedStore store;

  private FaultyNevus(Installation installation, Brokers brokers)
      throws IOException, InterruptedException {
    this.installation = installation;
    this.brokers = brokers;
    this.storePort = FreePort.any();
    this.httpPort = FreePort.any();
    this.storeLink = FaultyLink.open(0, storePort);
    this.store = startedStore();
  }

  /** Without a service. */
  static FaultyNevus start(Path data, int brokers) throws Exception {
    Installation installation = new Installation(RealServers.root(), data);
    EmbeddedStore.createBucket(data.resolve("store"), BUCKET);
    FaultyNevus nevus = new FaultyNevus(installation, Brokers.start(installation, brokers));
    KafkaTopics.create(KafkaConfig.plain(nevus.brokers.direct()), 1, nevus.brokers.replicas());
    return nevus;
  }

  /** For every service that is started from now on. */
  FaultyNevus with(Map<String, String> more) {
    settings.putAll(more);
    return this;
  }

  /** How a test looks at it: past all faults. */
  RunningNevus direct() throws IOException {
    return RunningNevus.in(
        new Neighbours(brokers.direct(), at(storePort), KEYS, BUCKET).environment());
  }

  URI http() {
    return at(httpPort);
  }

  Brokers brokers() {
    return brokers;
  }

  FaultyLink storeLink() {
    return storeLink;
  }

  Path data() {
    return installation.data();
  }

  EmbeddedStore store() {
    return store;
  }

  /** Starts it again where it was. */
  void restartStore() throws IOException, InterruptedException {
    store = startedStore();
  }

  private EmbeddedStore startedStore() throws IOException, InterruptedException {
    return EmbeddedStore.start(
        installation.data().resolve("store"),
        storePort,
        EmbeddedClassPath.under(installation.root()),
        KEYS);
  }

  /** Returns when it takes uploads. */
  ChildProcess startIngest() throws IOException, InterruptedException {
    return kept(
        ClassArchive.start(
            ServiceCommands.ingest(httpPort, installation, linked(), settings), READY_WITHIN));
  }

  /** The same, which ends where {@link KillPoint} is told to. */
  ChildProcess startIngest(Map<String, String> killPoint) throws IOException, InterruptedException {
    ChildCommand ingest =
        ServiceCommands.ingest(httpPort, installation, linked(), with(settings, killPoint));
    return kept(
        ChildProcess.start(ServiceCommands.withKillPoints(ingest, installation), READY_WITHIN));
  }

  /** Returns when it works. */
  ChildProcess startWorker() throws IOException, InterruptedException {
    return kept(ClassArchive.start(worker(Map.of()), READY_WITHIN));
  }

  /** The same, which ends where {@link KillPoint} is told to. */
  ChildProcess startWorker(Map<String, String> killPoint) throws IOException, InterruptedException {
    return kept(
        ChildProcess.start(
            ServiceCommands.withKillPoints(worker(killPoint), installation), READY_WITHIN));
  }

  private ChildCommand worker(Map<String, String> more) throws IOException {
    return ServiceCommands.worker(
        workers.incrementAndGet(), installation, linked(), with(settings, more));
  }

  private ChildProcess kept(ChildProcess process) {
    services.add(process);
    return process;
  }

  private Neighbours linked() {
    return new Neighbours(brokers.linked(), at(storeLink.port()), KEYS, BUCKET);
  }

  /** All links carry everything again. */
  void heal() {
    storeLink.heal();
    brokers.links().forEach(FaultyLink::heal);
  }

  /** Between the services and all brokers. */
  void sufferAtBrokers(Fault fault) {
    brokers.links().forEach(link -> link.suffer(fault));
  }

  /** Stops everything, whatever is broken. */
  @Override
  public void close() throws IOException {
    heal();
    services.stream().toList().parallelStream().forEach(ChildProcess::close);
    store.close();
    storeLink.close();
    brokers.close();
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  private static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Sends a signal that Java has no word for. */
  static void signal(String name, ChildProcess process) throws IOException, InterruptedException {
    int exitCode =
        new ProcessBuilder(List.of("kill", "-" + name, Long.toString(process.pid())))
            .inheritIO()
            .start()
            .waitFor();
    if (exitCode != 0) {
      throw new IOException("kill -" + name + " of " + process + " failed");
    }
  }
}
