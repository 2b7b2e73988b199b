package dev.nevus.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.model.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ModelSlotTest {
  private final ModelSlot slot = new ModelSlot();

  @Test
  void theOldModelClosesWhenItsLastImageIsDone() {
    PartOfPicture old = put(1);
    InUse one = slot.acquire().orElseThrow();
    InUse two = slot.acquire().orElseThrow();

    PartOfPicture next = put(2);
    one.close();
    one.close();
    int afterTheFirst = old.closings();
    two.close();

    assertThat(afterTheFirst).isZero();
    assertThat(old.closings()).isEqualTo(1);
    assertThat(next.closings()).isZero();
    assertThat(slot.model()).contains(id(2));
  }

  @Test
  void aModelThatNobodyUsesClosesAtOnce() {
    PartOfPicture old = put(1);

    slot.clear();

    assertThat(old.closings()).isEqualTo(1);
    assertThat(slot.acquire()).isEmpty();
  }

  @Test
  void aModelThatComesAfterTheEndClosesAtOnce() {
    PartOfPicture last = put(1);
    slot.close();

    PartOfPicture late = put(2);

    assertThat(last.closings()).isEqualTo(1);
    assertThat(late.closings()).isEqualTo(1);
    assertThat(slot.acquire()).isEmpty();
  }

  @Test
  void anImageKeepsItsModelHoweverOftenItIsSwapped() throws Exception {
    Random random = new Random(42);
    List<PartOfPicture> engines = new ArrayList<>(List.of(put(0)));
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Integer>> images = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      images.add(threads.submit(() -> useUntil(stop)));
    }

    for (int i = 1; i < 2_000; i++) {
      engines.add(put(i));
      for (int spin = random.nextInt(2_000); spin > 0; spin--) {
        Thread.onSpinWait();
      }
    }
    stop.set(true);
    int used = 0;
    for (Future<Integer> image : images) {
      used += image.get();
    }
    threads.shutdown();
    slot.close();

    assertThat(used).isPositive();
    assertThat(engines).allSatisfy(engine -> assertThat(engine.closings()).isEqualTo(1));
  }

  private int useUntil(AtomicBoolean stop) {
    int used = 0;
    while (!stop.get()) {
      try (InUse model = slot.acquire().orElseThrow()) {
        ModelId before = model.id();
        PartOfPicture engine = (PartOfPicture) model.segmenter();
        assertThat(engine.closings()).isZero();
        assertThat(model.id()).isEqualTo(before);
        assertThat(model.segmenter()).isSameAs(engine);
        used++;
      }
    }
    return used;
  }

  private PartOfPicture put(int number) {
    PartOfPicture engine = new PartOfPicture(number % 8);
    slot.swap(new VerifiedModel(id(number), engine));
    return engine;
  }

  private static ModelId id(int number) {
    return new ModelId("20261123T000000Z-%08x".formatted(number));
  }
}
