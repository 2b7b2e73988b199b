package dev.nevus.worker;

import static org.awaitility.Awaitility.await;

import dev.nevus.RealServers;
import dev.nevus.embedded.ChildProcess;
import dev.nevus.event.Correlation;
import dev.nevus.event.EventCodec;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.ModelDeclined;
import dev.nevus.event.ModelServed;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.TailedLog;
import dev.nevus.image.ImageId;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelId;
import dev.nevus.model.Registrar;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.store.s3.S3ObjectStore;
import dev.nevus.worker.model.TestModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two workers as processes on the real broker and store, and what is told of their work. */
final class TwoWorkers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final S3ObjectStore store = new S3ObjectStore(RealServers.store());
  final KafkaEventLog log =
      new KafkaEventLog(
          RealServers.kafka(), new KafkaEvents(new EventCodec("test")), new SimpleMeterRegistry());
  final TailedLog tail =
      new TailedLog(RealServers.kafka(), Set.of(Topic.MASKS_PREDICTED, Topic.MODELS_PUBLISHED));
  final Registrar registrar =
      new Registrar(
          new StoredModelRegistry(store, Clock.systemUTC(), Signing.NONE), log, Clock.systemUTC());
  final List<ChildProcess> processes = new ArrayList<>();
  private final StoredImages images = new StoredImages(store);
  private final List<String> names;

  private TwoWorkers(String name) {
    names = List.of(name + "-a", name + "-b");
  }

  static TwoWorkers start(String name, Map<String, String> settings)
      throws IOException, InterruptedException {
    TwoWorkers workers = new TwoWorkers(name);
    for (String each : workers.names) {
      workers.processes.add(WorkerProcess.start(each, settings));
    }
    return workers;
  }

  ImageStored send(int seed) throws IOException, InterruptedException {
    ImageStored image = images.put(seed);
    log.publish(image, Correlation.NONE);
    return image;
  }

  void publish(TestModel model) throws IOException, InterruptedException {
    registrar.publish(model.manifest(), model.files());
  }

  Decision decide(Kind kind, ModelId model) throws IOException, InterruptedException {
    return registrar.decide(Choice.of(kind, model, "ana", "for a test"));
  }

  /** How long it took from the decision until the last worker swapped, by the events' times. */
  Duration untilServed(Decision decision) {
    await().atMost(PATIENCE).until(() -> served(decision).size() == names.size());
    return served(decision).stream()
        .map(served -> Duration.between(decision.at(), served.at()))
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private List<ModelServed> served(Decision decision) {
    return tail.seen(ModelServed.class).stream()
        .filter(served -> served.number() == decision.number())
        .filter(served -> names.contains(served.worker()))
        .toList();
  }

  void awaitDeclinedByAll(Decision decision) {
    names.forEach(worker -> awaitDeclined(decision, worker));
  }

  void awaitDeclined(Decision decision, String worker) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                tail.seen(ModelDeclined.class).stream()
                    .anyMatch(d -> d.number() == decision.number() && d.worker().equals(worker)));
  }

  void awaitMask(ImageId image, ModelId model) {
    await()
        .atMost(PATIENCE)
        .until(() -> told(image).stream().anyMatch(told -> told.model().equals(model)));
  }

  /** Returns once all of these images have a result: what was told, repetitions counted once. */
  Map<ImageId, Set<MaskPredicted>> awaitResults(Set<ImageId> sent) {
    await().atMost(PATIENCE).until(() -> results(sent).keySet().equals(sent));
    return results(sent);
  }

  /** All that was told of an image, repetitions too. */
  List<MaskPredicted> told(ImageId image) {
    return tail.seen(MaskPredicted.class).stream()
        .filter(told -> told.image().equals(image))
        .toList();
  }

  private Map<ImageId, Set<MaskPredicted>> results(Set<ImageId> sent) {
    Map<ImageId, Set<MaskPredicted>> results = new HashMap<>();
    for (MaskPredicted told : tail.seen(MaskPredicted.class)) {
      if (sent.contains(told.image())) {
        results.computeIfAbsent(told.image(), image -> new HashSet<>()).add(told);
      }
    }
    return results;
  }

  static String get(ChildProcess worker, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(worker.ready() + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::close);
    tail.close();
    log.close();
    store.close();
  }
}
