package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.ImageId;
import dev.nevus.label.DataSet;
import dev.nevus.label.Side;
import dev.nevus.store.Keys;
import dev.nevus.store.Sha256;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final List<DataSet.Entry> images =
      IntStream.range(0, 100).mapToObj(ReplayTest::entry).toList();

  @Test
  void whereAllFitAllAreTakenInTheirOrder() {
    assertThat(Replay.choose(images, Set.of(), 100, 1)).isEqualTo(images);
  }

  @Test
  void newOnesComeFirstAndOthersFillTheRest() {
    Set<ImageId> fresh = ids(images.subList(10, 40));

    List<DataSet.Entry> chosen = Replay.choose(images, fresh, 50, 1);

    assertThat(chosen).hasSize(50).doesNotHaveDuplicates();
    assertThat(ids(chosen)).containsAll(fresh);
  }

  @Test
  void ofTooManyNewOnesSomeAreDrawn() {
    Set<ImageId> fresh = ids(images.subList(0, 80));

    List<DataSet.Entry> chosen = Replay.choose(images, fresh, 50, 1);

    assertThat(chosen).hasSize(50).allMatch(entry -> fresh.contains(entry.image()));
  }

  @Test
  void theSameSeedDrawsTheSameAndAnotherOneOthers() {
    Set<ImageId> fresh = ids(images.subList(0, 10));

    assertThat(Replay.choose(images, fresh, 50, 7)).isEqualTo(Replay.choose(images, fresh, 50, 7));
    assertThat(ids(Replay.choose(images, fresh, 50, 7)))
        .isNotEqualTo(ids(Replay.choose(images, fresh, 50, 8)));
  }

  private static Set<ImageId> ids(List<DataSet.Entry> entries) {
    return entries.stream().map(DataSet.Entry::image).collect(Collectors.toSet());
  }

  private static DataSet.Entry entry(int i) {
    ImageId image = new ImageId(Sha256.of(new byte[] {(byte) i}));
    String mask = "ab".repeat(32);
    return new DataSet.Entry(
        image, Side.TRAINING, "g", Keys.label(image, mask), mask, List.of(1), List.of(1));
  }
}
