package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.ImageId;
import dev.nevus.label.DataSet;
import dev.nevus.label.Side;
import dev.nevus.store.Keys;
import dev.nevus.store.Sha256;
import dev.nevus.trainer.unet.UNetShape;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final UNetShape NET = UNetShape.quarterGrid(256, 8);
  private static final long IMAGE = 4L * 256 * 256;
  private static final int BATCH = 16;

  private final List<DataSet.Entry> images =
      IntStream.range(0, 200).mapToObj(RoomTest::entry).toList();

  @Test
  void threeFifthsOfTheHeapAreForPixels() {
    assertThat(new Room(1536L << 20, NET).images()).isEqualTo(3686);
    assertThat(new Room(1536L << 20, UNetShape.quarterGrid(128, 8)).images()).isEqualTo(14_745);
    assertThat(new Room(Long.MAX_VALUE, NET).images()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void whereAllFitAllChooseAndTheRestIsToLearnFrom() throws Exception {
    Room room = fitting(1200);

    assertThat(room.validation(images, BATCH)).isEqualTo(images);
    assertThat(room.besides(images)).isEqualTo(1000);
  }

  @Test
  void ofTooManyASixthOfTheRoomIsForThoseWithTheLowestIds() throws Exception {
    List<DataSet.Entry> chosen = fitting(120).validation(images, BATCH);

    assertThat(chosen).hasSize(20);
    assertThat(chosen.stream().map(DataSet.Entry::image))
        .containsExactlyElementsOf(
            images.stream().map(DataSet.Entry::image).sorted().limit(20).toList());
    assertThat(fitting(120).besides(chosen)).isEqualTo(100);
  }

  @Test
  void aBatchAlwaysFits() throws Exception {
    Room room = fitting(BATCH + 1);

    List<DataSet.Entry> chosen = room.validation(images, BATCH);

    assertThat(chosen).hasSize(1);
    assertThat(room.besides(chosen)).isEqualTo(BATCH);
  }

  @Test
  void aHeapThatIsTooSmallIsNamedWithWhatToDo() {
    assertThatThrownBy(() -> fitting(BATCH).validation(images, BATCH))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("room for 16 images of 256x256, needed are 17")
        .hasMessageContaining("-Xmx")
        .hasMessageContaining("NEVUS_TRAINING_SIZE");
  }

  /** A heap with room for exactly so many, and half an image. */
  private static Room fitting(int count) {
    return new Room((long) ((count + 0.5) * IMAGE / 0.6), NET);
  }

  private static DataSet.Entry entry(int i) {
    ImageId image = new ImageId(Sha256.of(new byte[] {(byte) i}));
    String mask = "ab".repeat(32);
    return new DataSet.Entry(
        image, Side.VALIDATION, "g", Keys.label(image, mask), mask, List.of(1), List.of(1));
  }
}
