package dev.nevus.standalone.faults;

import dev.nevus.embedded.EmbeddedClassPath;
import dev.nevus.embedded.EmbeddedKafka;
import dev.nevus.embedded.FreePort;
import dev.nevus.standalone.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * One real broker, or three that form a cluster, each with two doors: clients that come by the
 * second one are sent to the near end of the broker's link, so all that they send goes over it. A
 * broker that is started again is where it was. Safe for many threads.
 */
final class Brokers implements AutoCloseable {
  private final Installation installation;
  private final String cluster = Uuid.randomUuid().toString();
  private final List<Node> nodes = new ArrayList<>();
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(Brokers::daemon);

  private Brokers(Installation installation) {
    this.installation = installation;
  }

  private record Node(
      int id, int direct, int linked, int controller, FaultyLink link, Running process) {}

  /** The broker of a node, unless it was killed. */
  private static final class Running {
    private Optional<EmbeddedKafka> broker = Optional.empty();

    private synchronized void start(Start start) throws IOException, InterruptedException {
      if (broker.isEmpty()) {
        broker = Optional.of(start.start());
      }
    }

    private synchronized void kill() throws InterruptedException {
      if (broker.isPresent()) {
        broker.get().kill();
        broker = Optional.empty();
      }
    }

    /** Whether it ended, and nobody killed it. */
    private synchronized boolean hasEnded() {
      return broker.isPresent() && !broker.get().process().isAlive();
    }

    private synchronized void close() {
      broker.ifPresent(EmbeddedKafka::close);
    }
  }

  @FunctionalInterface
  private interface Start {
    EmbeddedKafka start() throws IOException, InterruptedException;
  }

  /**
   * Returns when all take requests.
   *
   * @param count 1 or 3; of three, two must have a record before it counts
   */
  static Brokers start(Installation installation, int count) throws Exception {
    Brokers brokers = new Brokers(installation);
    for (int id = 1; id <= count; id++) {
      int linked = FreePort.any();
      brokers.nodes.add(
          new Node(
              id,
              FreePort.any(),
              linked,
              FreePort.any(),
              FaultyLink.open(0, linked),
              new Running()));
    }
    try {
      brokers.startAll();
    } catch (IOException | InterruptedException e) {
      brokers.close();
      throw e;
    }
    return brokers;
  }

  /** Starts those that do not run, side by side: none is ready without another one. */
  void startAll() throws IOException, InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<Void>> starts = new ArrayList<>();
      for (Node node : nodes) {
        Callable<Void> start =
            () -> {
              start(node.id());
              return null;
            };
        starts.add(threads.submit(start));
      }
      for (Future<Void> started : starts) {
        started.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a broker did not start", e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  /** Starts one that was killed. */
  void start(int id) throws IOException, InterruptedException {
    Node node = node(id);
    node.process()
        .start(
            () ->
                EmbeddedKafka.start(
                    installation.data().resolve("kafka-" + id),
                    node.direct(),
                    EmbeddedClassPath.under(installation.root()),
                    settings(node)));
  }

  /** Ends one as a crash would. */
  void kill(int id) throws InterruptedException {
    node(id).process().kill();
  }

  /** From now on those that end by themselves are started again. */
  void keepRunning() {
    var unused = keeper.scheduleWithFixedDelay(this::startEnded, 1, 1, TimeUnit.SECONDS);
  }

  private void startEnded() {
    for (Node node : nodes) {
      if (node.process().hasEnded()) {
        System.out.println("broker " + node.id() + " ended by itself and is started again");
        try {
          kill(node.id());
          start(node.id());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        } catch (IOException e) {
          System.out.println("it did not start: " + e);
        }
      }
    }
  }

  short replicas() {
    return (short) nodes.size();
  }

  /** For tests, which look past all faults. */
  String direct() {
    return addresses(nodes.stream().map(Node::direct).toList());
  }

  /** For services. */
  String linked() {
    return addresses(nodes.stream().map(node -> node.link().port()).toList());
  }

  /** The links of all. */
  List<FaultyLink> links() {
    return nodes.stream().map(Node::link).toList();
  }

  @Override
  public void close() throws IOException {
    keeper.shutdownNow();
    for (Node node : nodes) {
      node.process().close();
      node.link().close();
    }
  }

  private Node node(int id) {
    return nodes.get(id - 1);
  }

  private Map<String, String> settings(Node node) {
    Map<String, String> settings = new HashMap<>();
    settings.put("cluster.id", cluster);
    settings.put("node.id", Integer.toString(node.id()));
    settings.put(
        "controller.quorum.voters",
        nodes.stream()
            .map(each -> each.id() + "@127.0.0.1:" + each.controller())
            .collect(Collectors.joining(",")));
    settings.put(
        "listeners",
        listener("PLAINTEXT", node.direct())
            + ","
            + listener("LINK", node.linked())
            + ","
            + listener("CONTROLLER", node.controller()));
    settings.put(
        "advertised.listeners",
        listener("PLAINTEXT", node.direct()) + "," + listener("LINK", node.link().port()));
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,LINK:PLAINTEXT,CONTROLLER:PLAINTEXT");
    // Silent members are to be given up after seconds.
    settings.put("group.min.session.timeout.ms", "1000");
    if (nodes.size() > 1) {
      List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")
          .forEach(topic -> settings.put(topic + ".replication.factor", "3"));
      settings.put("share.coordinator.state.topic.min.isr", "2");
      settings.put("transaction.state.log.min.isr", "2");
      settings.put("min.insync.replicas", "2");
      // A follower that is gone is noticed after seconds, too.
      settings.put("replica.lag.time.max.ms", "3000");
    }
    return settings;
  }

  private static String listener(String name, int port) {
    return name + "://127.0.0.1:" + port;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "broker-keeper");
    thread.setDaemon(true);
    return thread;
  }

  private static String addresses(List<Integer> ports) {
    return IntStream.range(0, ports.size())
        .mapToObj(i -> "127.0.0.1:" + ports.get(i))
        .collect(Collectors.joining(","));
  }
}
