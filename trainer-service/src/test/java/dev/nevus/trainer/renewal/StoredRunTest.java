package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.StoreException;
import dev.nevus.trainer.renewal.StoredRun.Kept;
import dev.nevus.trainer.training.RunFolder;
import dev.nevus.trainer.unet.FlipAveraging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredRunTest {
  private static final int PART = 100;
  private static final ObjectKey POINTER = Keys.training(1, "checkpoint.json");

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final StoredRun run = new StoredRun(store, 1, PART);
  private final Path place;
  private final Random random = new Random(3);
  private int folders;

  StoredRunTest(@TempDir Path place) {
    this.place = place;
  }

  @Test
  void whatWasKeptLastComesBackWholeWhateverItsSize() throws Exception {
    for (int epoch = 1; epoch <= 5; epoch++) {
      // Less than a part, a whole one, and more.
      byte[] checkpoint = bytes(PART * epoch / 2);
      byte[] best = bytes(PART + epoch);
      run.keep(folder(checkpoint, best), kept(epoch));

      RunFolder restored = folder();
      assertThat(another().restore(restored)).isEqualTo(kept(epoch));
      assertThat(restored.checkpoint()).hasBinaryContent(checkpoint);
      assertThat(restored.best()).hasBinaryContent(best);
      assertThat(restored.model()).hasBinaryContent(best);
      assertThat(another().epoch()).isEqualTo(epoch);
    }
  }

  @Test
  void beforeTheFirstEpochThereIsNothing() throws Exception {
    RunFolder folder = folder();

    assertThat(run.restore(folder)).isEqualTo(Kept.NOTHING);
    assertThat(run.epoch()).isZero();
    assertThat(folder.checkpoint()).doesNotExist();
  }

  @Test
  void aHalfWrittenOneLeavesTheOneBefore() throws Exception {
    byte[] first = bytes(5 * PART);
    run.keep(folder(first, first), kept(1));

    // Five parts each of two files, and the pointer.
    for (int death = 1; death <= 11; death++) {
      StoredRun dying = new StoredRun(new Mortal(death).through(store), 1, PART);
      RunFolder second = folder(bytes(5 * PART - 1), bytes(5 * PART - 1));
      assertThatThrownBy(() -> dying.keep(second, kept(2))).isInstanceOf(Mortal.Death.class);

      RunFolder restored = folder();
      assertThat(another().restore(restored)).isEqualTo(kept(1));
      assertThat(restored.checkpoint()).hasBinaryContent(first);
    }
  }

  @Test
  void theTwoLastEpochsLieInDifferentPlaces() throws Exception {
    run.keep(folder(bytes(PART), bytes(PART)), kept(1));
    List<ObjectKey> first = parts();
    run.keep(folder(bytes(PART), bytes(PART)), kept(2));
    List<ObjectKey> both = parts();
    run.keep(folder(bytes(PART), bytes(PART)), kept(3));

    assertThat(both).hasSize(2 * first.size());
    assertThat(parts()).as("the third takes the place of the first").isEqualTo(both);
  }

  @Test
  void oneThatWasReplacedCannotSpoilWhatTheOtherKept() throws Exception {
    byte[] good = bytes(3 * PART);
    StoredRun replaced = another();
    replaced.keep(folder(bytes(PART), bytes(PART)), kept(1));
    run.keep(folder(good, good), kept(3));

    // It has written its files, and not yet the pointer, when a third one restores.
    byte[] pointer = store.get(POINTER);
    replaced.keep(folder(bytes(3 * PART), bytes(3 * PART)), kept(3));
    store.put(POINTER, pointer, "application/json");

    RunFolder restored = folder();
    assertThat(another().restore(restored)).isEqualTo(kept(3));
    assertThat(restored.checkpoint()).hasBinaryContent(good);
  }

  @Test
  void whereAPartIsDamagedOrGoneTheRunBeginsAnew() throws Exception {
    run.keep(folder(bytes(3 * PART), bytes(PART)), kept(1));
    ObjectKey part = parts().get(1);
    store.put(part, bytes(PART), "application/octet-stream");
    RunFolder folder = folder();

    assertThat(run.restore(folder)).isEqualTo(Kept.NOTHING);
    store.lose(part);
    assertThat(run.restore(folder)).isEqualTo(Kept.NOTHING);
    assertThat(folder.checkpoint()).doesNotExist();
  }

  @Test
  void whereThePointerIsDamagedTheRunBeginsAnew() throws Exception {
    run.keep(folder(bytes(PART), bytes(PART)), kept(1));
    store.put(POINTER, new byte[] {'{'}, "application/json");

    assertThat(run.restore(folder())).isEqualTo(Kept.NOTHING);
    assertThat(run.epoch()).isZero();
  }

  @Test
  void aStoreThatIsAwayIsNoDamage() throws Exception {
    run.keep(folder(bytes(PART), bytes(PART)), kept(1));
    RunFolder folder = folder();
    store.goAway();

    assertThatThrownBy(() -> run.restore(folder)).isInstanceOf(StoreException.class);
  }

  @Test
  void clearedTakesNoSpaceAndLeavesNothingToGoOnFrom() throws Exception {
    another().keep(folder(bytes(3 * PART), bytes(PART)), kept(1));
    run.keep(folder(bytes(3 * PART), bytes(PART)), kept(2));

    run.clear();

    for (ObjectKey part : parts()) {
      assertThat(store.size(part)).contains(0L);
    }
    assertThat(another().restore(folder())).isEqualTo(Kept.NOTHING);
    run.clear();
  }

  private StoredRun another() {
    return new StoredRun(store, 1, PART);
  }

  private List<ObjectKey> parts() throws StoreException {
    return store.list("trainings/00000001/run-");
  }

  private static Kept kept(int epoch) {
    return new Kept(epoch, Duration.ofMinutes(epoch));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private RunFolder folder() throws IOException {
    return new RunFolder(place.resolve("run-" + folders++), FlipAveraging.NONE);
  }

  private RunFolder folder(byte[] checkpoint, byte[] best) throws IOException {
    RunFolder folder = folder();
    Files.write(folder.checkpoint(), checkpoint);
    Files.write(folder.best(), best);
    return folder;
  }
}
