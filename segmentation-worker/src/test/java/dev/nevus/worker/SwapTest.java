package dev.nevus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.eventlog.Verdict;
import dev.nevus.image.ImageLimits;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.model.ModelId;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.worker.model.PartOfPicture;
import dev.nevus.worker.model.ServingModel;
import dev.nevus.worker.model.VerifiedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Models are swapped all the time while images flow. */
class SwapTest {
  private static final int IMAGES = 60;

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final StoredImages images = new StoredImages(store);

  @Test
  void eachMaskIsWhollyOfTheModelThatItNames() throws Exception {
    List<PartOfPicture> engines = new ArrayList<>();
    ServingModel serving = new ServingModel();
    serving.swap(model(1, engines));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Telemetry telemetry = new Telemetry("test")) {
      SegmentImage handler = WorkerUnderTest.of("one", store, log, telemetry).segmentImage(serving);
      List<Future<Verdict>> verdicts = new ArrayList<>();
      for (int i = 0; i < IMAGES; i++) {
        Delivery delivery = StoredImages.delivery(images.put(i));
        verdicts.add(threads.submit(() -> handler.handle(delivery)));
      }
      Random random = new Random(7);
      while (!verdicts.stream().allMatch(Future::isDone)) {
        serving.swap(model(1 + random.nextInt(7), engines));
      }
      for (Future<Verdict> verdict : verdicts) {
        assertThat(verdict.get()).isEqualTo(Verdict.DONE);
      }
    }
    threads.shutdown();
    serving.close();

    List<MaskPredicted> told = log.published(MaskPredicted.class);
    assertThat(told).extracting(MaskPredicted::image).hasSize(IMAGES).doesNotHaveDuplicates();
    for (MaskPredicted fact : told) {
      assertThat(eighthsOfMask(fact)).isEqualTo(eighths(fact.model()));
    }
    assertThat(engines).allSatisfy(engine -> assertThat(engine.closings()).isEqualTo(1));
  }

  private static VerifiedModel model(int eighths, List<PartOfPicture> engines) {
    PartOfPicture engine = new PartOfPicture(eighths);
    engines.add(engine);
    return new VerifiedModel(new ModelId("20261123T000000Z-0000000" + eighths), engine);
  }

  private static int eighths(ModelId model) {
    return model.value().charAt(model.value().length() - 1) - '0';
  }

  private long eighthsOfMask(MaskPredicted fact) throws Exception {
    try (Mask mask =
        MaskPng.decode(store.get(Keys.mask(fact.model(), fact.image())), ImageLimits.DEFAULT)) {
      return Math.round(8.0 * mask.area() / (StoredImages.SIDE * StoredImages.SIDE));
    }
  }
}
