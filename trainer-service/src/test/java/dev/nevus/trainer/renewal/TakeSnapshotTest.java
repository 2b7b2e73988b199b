package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.ImageId;
import dev.nevus.label.DataSet;
import dev.nevus.label.Label;
import dev.nevus.label.LabelBook;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.Mask;
import dev.nevus.store.Keys;
import dev.nevus.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeSnapshotTest {
  private final Ward ward;
  private final LabelBook book;
  private final CollectedLabels collected;

  TakeSnapshotTest(@TempDir Path folder) throws Exception {
    ward = new Ward(folder);
    book = new LabelBook(ward.store, ward.clock);
    collected = new CollectedLabels(ward.store);
  }

  @Test
  void theNewestMaskTrainsAndTheOthersAreKnown() throws Exception {
    label(0, "ana", 10);
    Label second = label(0, "ben", 20);

    DataSet.Entry entry = only(ward.take(LabelPolicy.LATEST));

    assertThat(entry.mask()).isEqualTo(second.mask());
    assertThat(entry.maskSha256()).isEqualTo(Keys.labelDigest(second.mask()));
    assertThat(entry.used()).containsExactly(2);
    assertThat(entry.known()).containsExactly(1, 2);
  }

  @Test
  void aMajorityUsesEverybody() throws Exception {
    label(0, "ana", 10);
    label(0, "ben", 20);
    label(0, "eva", 30);

    assertThat(only(ward.take(LabelPolicy.MAJORITY)).used()).containsExactly(1, 2, 3);
  }

  @Test
  void aWithdrawalIsSeenByTheNextSnapshotOfTheSameProcess() throws Exception {
    TakeSnapshot snapshot = ward.snapshot(LabelPolicy.LATEST);
    Label first = label(0, "ana", 10);
    Label second = label(0, "ben", 20);
    assertThat(only(snapshot.take(collected.all())).mask()).isEqualTo(second.mask());

    book.withdraw(second.image(), 2, "ben", "wrong image");
    DataSet.Entry entry = only(snapshot.take(collected.all()));
    assertThat(entry.mask()).isEqualTo(first.mask());
    assertThat(entry.used()).containsExactly(1);
    assertThat(entry.known()).containsExactly(1, 2);

    book.withdraw(first.image(), 1, "ana", "me too");
    assertThat(snapshot.take(collected.all()).images()).isEmpty();
  }

  @Test
  void aLabelThatWasNotCollectedYetIsNotUsed() throws Exception {
    Label first = label(0, "ana", 10);
    try (Mask mask = mask(20)) {
      ward.label(first.image(), "ben", mask);
    }

    DataSet.Entry entry = only(ward.take(LabelPolicy.LATEST));

    assertThat(entry.mask()).isEqualTo(first.mask());
    assertThat(entry.known()).containsExactly(1);
  }

  @Test
  void equalLabelsMakeEqualSetsWhoeverTakesThem() throws Exception {
    ward.label(0, 12);
    TakeSnapshot one = ward.snapshot(LabelPolicy.MAJORITY);

    DataSet first = one.take(collected.all());

    assertThat(one.take(collected.all()).sha256()).isEqualTo(first.sha256());
    assertThat(ward.take(LabelPolicy.MAJORITY).sha256()).isEqualTo(first.sha256());
    label(0, "eva", 30);
    assertThat(one.take(collected.all()).sha256()).isNotEqualTo(first.sha256());
  }

  @Test
  void anImageStaysOnItsSide() throws Exception {
    ward.label(0, 12);
    DataSet first = ward.take(LabelPolicy.LATEST);
    ward.label(12, 12);
    label(0, "eva", 30);

    DataSet second = ward.take(LabelPolicy.LATEST);

    assertThat(second.images()).hasSize(24);
    for (DataSet.Entry before : first.images()) {
      assertThat(second.images())
          .filteredOn(entry -> entry.image().equals(before.image()))
          .extracting(DataSet.Entry::side)
          .containsExactly(before.side());
    }
  }

  @Test
  void whatIsReadOnceIsNotReadAgain() throws Exception {
    ward.label(0, 12);
    TakeSnapshot snapshot = ward.snapshot(LabelPolicy.LATEST);
    DataSet first = snapshot.take(collected.all());
    for (DataSet.Entry entry : first.images()) {
      // Its key stays in the listing, its content is not asked for.
      ward.store.put(Keys.labelRecord(entry.image(), 1), new byte[] {'?'}, "application/json");
    }

    assertThat(snapshot.take(collected.all())).isEqualTo(first);
  }

  @Test
  void anImageThatCannotBeUsedKeepsNobodyWaiting() throws Exception {
    Label gone = label(0, "ana", 10);
    Label broken = label(1, "ana", 10);
    Label unreadable = label(2, "ana", 10);
    Label unannounced = label(3, "ana", 10);
    Label good = label(4, "ana", 10);
    ward.store.lose(Keys.original(gone.image()));
    ward.store.put(Keys.original(broken.image()), new byte[] {1}, "image/jpeg");
    ward.store.put(Keys.labelRecord(unreadable.image(), 1), new byte[] {'?'}, "application/json");
    ward.store.lose(Keys.stored(unannounced.image()));

    assertThat(only(ward.take(LabelPolicy.LATEST)).image()).isEqualTo(good.image());
  }

  @Test
  void masksThatCannotVoteTogetherLeaveTheirImageOut() throws Exception {
    label(0, "ana", 10);
    ImageId image = ward.image(0);
    try (Mask other = Mask.drawn(30, 30, (x, y) -> true)) {
      ward.collect(ward.label(image, "mallory", other));
    }
    Label good = label(1, "ana", 10);

    assertThat(only(ward.take(LabelPolicy.MAJORITY)).image()).isEqualTo(good.image());
  }

  @Test
  void aStoreThatIsAwayLeavesNobodyOut() throws Exception {
    ward.label(0, 4);
    TakeSnapshot snapshot = ward.snapshot(LabelPolicy.LATEST);
    var known = collected.all();
    ward.store.goAway();

    assertThatThrownBy(() -> snapshot.take(known)).isInstanceOf(StoreException.class);
  }

  private Label label(int seed, String annotator, int columns) throws Exception {
    try (Mask mask = mask(columns)) {
      Label label = ward.label(ward.image(seed), annotator, mask);
      ward.collect(label);
      return label;
    }
  }

  private static Mask mask(int columns) throws Exception {
    try (DrawnLesion drawn = Ward.draw(0)) {
      return Mask.drawn(
          drawn.mask().width(), drawn.mask().height(), (x, y) -> x < columns && y < 40);
    }
  }

  private static DataSet.Entry only(DataSet set) {
    List<DataSet.Entry> images = set.images();
    assertThat(images).hasSize(1);
    return images.get(0);
  }
}
