package dev.nevus.standalone;

import dev.nevus.embedded.ChildCommand;
import dev.nevus.embedded.ChildProcess;
import dev.nevus.embedded.ClassArchive;
import dev.nevus.embedded.Credentials;
import dev.nevus.embedded.EmbeddedClassPath;
import dev.nevus.embedded.EmbeddedKafka;
import dev.nevus.embedded.EmbeddedStore;
import dev.nevus.embedded.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * A broker and a store without any service, for whoever starts only some of them and wants to know
 * each by its process. Safe for many threads.
 */
public final class Neighbourhood implements AutoCloseable {
  private final Installation installation;
  private final EmbeddedKafka broker;
  private final EmbeddedStore store;
  private final Neighbours neighbours;

  private Neighbourhood(Installation installation, EmbeddedKafka broker, EmbeddedStore store) {
    this.installation = installation;
    this.broker = broker;
    this.store = store;
    this.neighbours =
        new Neighbours(
            broker.bootstrap(),
            store.endpoint(),
            new Credentials(store.accessKey(), store.secretKey()),
            Neighbours.BUCKET);
  }

  /**
   * Returns when both take requests and the topics are there; leaves nothing running if they
   * cannot.
   */
  public static Neighbourhood start(Installation installation, WorldPlan.TopicSetup topics)
      throws IOException, InterruptedException {
    Path data = installation.data();
    String classPath = EmbeddedClassPath.under(installation.root());
    EmbeddedStore.createBucket(data.resolve("store"), Neighbours.BUCKET);
    EmbeddedKafka broker = EmbeddedKafka.start(data.resolve("kafka"), 0, classPath, Map.of());
    boolean isUp = false;
    try {
      topics.create(broker.bootstrap());
      EmbeddedStore store =
          EmbeddedStore.start(data.resolve("store"), 0, classPath, StoreKeys.in(data));
      isUp = true;
      return new Neighbourhood(installation, broker, store);
    } finally {
      if (!isUp) {
        broker.close();
      }
    }
  }

  public Neighbours neighbours() {
    return neighbours;
  }

  /** The broker's process. */
  public ChildProcess broker() {
    return broker.process();
  }

  /** The store's process. */
  public ChildProcess store() {
    return store.process();
  }

  /** Where the worker of this process says how it fares. */
  public static URI address(ChildProcess worker) {
    return URI.create(worker.ready());
  }

  /**
   * Starts a segmentation worker as Nevus runs it, and returns when it works. Whoever starts it
   * stops it.
   *
   * @param number in its name
   * @param settings that win over its own
   */
  public ChildProcess startWorker(int number, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(Service.worker(number).with(settings));
  }

  /**
   * Starts a class of this module as a worker that needs little, and returns when it is ready.
   * Whoever starts it stops it.
   *
   * @param mainClass prints {@code READY} and reads its neighbours from the environment
   * @param settings its own
   */
  public ChildProcess startLight(String name, Class<?> mainClass, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(Service.light(name, mainClass.getName()).with(settings));
  }

  private ChildProcess start(Service service) throws IOException, InterruptedException {
    ChildCommand command = service.command(FreePort.any(), installation, neighbours);
    return ClassArchive.start(command, Service.READY_WITHIN);
  }

  /** Stops the store and the broker. Idempotent. */
  @Override
  public void close() {
    store.close();
    broker.close();
  }
}
