package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.SmallDisk;
import dev.nevus.store.ForwardingObjectStore;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd.Outcome;
import dev.nevus.training.Trainings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trainer whose disk is full waits, and goes on from where it was when there is room. */
class FullDiskIT {
  private static final int LABELS = 40;
  private static final int MEGABYTES = 96;

  private final Path folder;

  FullDiskIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void beforeItsFirstTraining() throws Exception {
    fillUp(Moment.AT_ONCE);
  }

  @Test
  void betweenTwoEpochs() throws Exception {
    fillUp(Moment.AFTER_AN_EPOCH);
  }

  private enum Moment {
    AT_ONCE,
    AFTER_AN_EPOCH
  }

  private void fillUp(Moment moment) throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mountedAt(folder, MEGABYTES);
    if (mounted.isEmpty()) {
      System.out.println("NOT RUN: a full disk of a trainer needs the right to mount one");
      return;
    }
    try (SmallDisk disk = mounted.get()) {
      Ward ward = new Ward(folder);
      ward.installNovice();
      ward.label(0, LABELS);
      ObjectStore store = moment == Moment.AT_ONCE ? ward.store : filling(ward.store, disk);
      Renewal trainer = ward.trainer(Ward.plan(LABELS, 3), Ward.gate(5), store, ward.log);
      if (moment == Moment.AT_ONCE) {
        disk.fill();
      }

      assertThatThrownBy(() -> Ward.work(trainer))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device");
      assertThat(new Trainings(ward.store).all()).noneMatch(each -> each.end().isPresent());

      disk.makeRoom();
      Ward.work(trainer);

      Training only = new Trainings(ward.store).all().get(0);
      assertThat(only.end().orElseThrow().outcome()).isNotEqualTo(Outcome.FAILED);
      assertThat(ward.registry.versions()).hasSize(2);
    }
  }

  /** Fills the disk when an epoch's files are kept for the first time. */
  private static ObjectStore filling(ObjectStore store, SmallDisk disk) {
    return new ForwardingObjectStore(store) {
      private boolean isFilled;

      @Override
      public void put(ObjectKey key, byte[] content, String mediaType) throws StoreException {
        super.put(key, content, mediaType);
        if (!isFilled && key.path().contains("-checkpoint")) {
          isFilled = true;
          fill();
        }
      }

      private void fill() {
        try {
          disk.fill();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
