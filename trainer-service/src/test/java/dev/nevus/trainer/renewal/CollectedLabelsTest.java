package dev.nevus.trainer.renewal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.ImageId;
import dev.nevus.label.Annotation;
import dev.nevus.label.LabelBook;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.LabelName;
import dev.nevus.store.Sha256;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollectedLabelsTest {
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final LabelBook book = new LabelBook(store, Clock.systemUTC());
  private final CollectedLabels collected = new CollectedLabels(store);
  private final ImageId image = new ImageId(Sha256.of("an image".getBytes(UTF_8)));

  @Test
  void takesInLabelsThatWereKeptAndNeverTold() throws Exception {
    label("ana");
    label("ben");
    book.withdraw(image, 2, "ben", "wrong image");

    assertThat(collected.all()).isEmpty();
    collected.takeInStored();
    collected.takeInStored();

    assertThat(collected.all()).containsExactly(new LabelName(image, 1));
    assertThat(store.puts()).filteredOn(key -> key.path().startsWith("collected/")).hasSize(1);
  }

  @Test
  void aDamagedLabelDoesNotKeepTheOthersOut() throws Exception {
    label("ana");
    label("ben");
    store.put(Keys.labelRecord(image, 1), "{".getBytes(UTF_8), "application/json");

    collected.takeInStored();

    assertThat(collected.all()).containsExactly(new LabelName(image, 2));
  }

  private void label(String annotator) throws Exception {
    byte[] mask = ("mask of " + annotator).getBytes(UTF_8);
    book.add(image, mask, new Annotation(annotator, Optional.empty(), Optional.empty()));
  }
}
