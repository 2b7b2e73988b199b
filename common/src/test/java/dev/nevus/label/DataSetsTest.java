package dev.nevus.label;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.EventJson;
import dev.nevus.image.ImageId;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataSetsTest {
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final DataSets sets = new DataSets(store);
  private final ImageId one = new ImageId(Sha256.of("one".getBytes(UTF_8)));
  private final ImageId two = new ImageId(Sha256.of("two".getBytes(UTF_8)));

  @Test
  void equalSetsHaveOneNameWhateverTheirOrder() throws Exception {
    String digest = sets.keep(set(entry(one, 1), entry(two, 3)));
    String again = sets.keep(set(entry(two, 3), entry(one, 1)));

    assertThat(again).isEqualTo(digest);
    assertThat(sets.all()).containsExactly(digest);
    assertThat(sets.get(digest)).isEqualTo(set(entry(one, 1), entry(two, 3)));
    assertThat(sets.get(digest).sha256()).isEqualTo(digest);
  }

  @Test
  void tellsWhichSetsUsedALabel() throws Exception {
    String first = sets.keep(set(entry(one, 1)));
    String second = sets.keep(set(entry(one, 1), entry(two, 1)));
    sets.keep(set(entry(one, 2)));

    assertThat(sets.using(one, 1)).containsExactlyInAnyOrder(first, second);
    assertThat(sets.using(two, 1)).containsExactly(second);
    assertThat(sets.using(two, 2)).isEmpty();
  }

  @Test
  void aSetThatWasChangedIsNotHandedOut() throws Exception {
    String digest = sets.keep(set(entry(one, 1)));
    byte[] other = EventJson.toJson(set(entry(two, 1)));
    store.put(Keys.dataSet(digest), other, "application/json");

    assertThatThrownBy(() -> sets.get(digest))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> sets.get("00".repeat(32))).isInstanceOf(NoSuchObject.class);
  }

  private static DataSet set(DataSet.Entry... entries) {
    return new DataSet("latest", List.of(entries));
  }

  private static DataSet.Entry entry(ImageId image, int label) {
    String mask = Sha256.of(("mask " + label).getBytes(UTF_8));
    return new DataSet.Entry(
        image,
        Side.TRAINING,
        "aa".repeat(32),
        Keys.label(image, mask),
        mask,
        List.of(label),
        List.of(label));
  }
}
