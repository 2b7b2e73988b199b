package dev.nevus.label;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.ImageId;
import dev.nevus.label.LabelBook.Added;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.LabelName;
import dev.nevus.store.Sha256;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelBookTest {
  private final ImageId image = new ImageId(Sha256.of("an image".getBytes(UTF_8)));
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final LabelBook book = new LabelBook(store, Clock.systemUTC());

  @Test
  void keepsEveryLabelOfAnImageInOrder() throws Exception {
    book.add(image, mask(1), by("ana"));
    book.add(image, mask(2), by("ben"));
    book.add(image, mask(1), by("ben"));
    book.add(image, mask(2), by("ben"));

    List<KeptLabel> labels = book.of(image);

    assertThat(labels).extracting(kept -> kept.label().number()).containsExactly(1, 2, 3, 4);
    assertThat(labels)
        .extracting(kept -> kept.label().annotator())
        .containsExactly("ana", "ben", "ben", "ben");
    assertThat(store.get(labels.get(2).label().mask())).isEqualTo(mask(1));
    assertThat(labels).allMatch(KeptLabel::isInForce);
  }

  @Test
  void theLastMaskOfAPersonHandedInAgainIsTheSameLabel() throws Exception {
    Added first = book.add(image, mask(1), by("ana"));
    book.add(image, mask(2), by("ben"));
    Added again = book.add(image, mask(1), by("ana"));

    assertThat(first.repeated()).isFalse();
    assertThat(again).isEqualTo(new Added(first.label(), true));
    assertThat(book.of(image)).hasSize(2);
  }

  @Test
  void oneListingTellsEveryLabelInForce() throws Exception {
    ImageId other = new ImageId(Sha256.of("another image".getBytes(UTF_8)));
    Label first = book.add(image, mask(1), by("ana")).label();
    Label second = book.add(image, mask(2), by("ben")).label();
    Label third = book.add(other, mask(1), by("ana")).label();
    book.withdraw(image, 1, "ana", "wrong image");

    assertThat(book.inForce()).containsExactlyInAnyOrder(second.name(), third.name());
    assertThat(book.get(first.name())).isEqualTo(first);
  }

  @Test
  void aRecordThatTellsOfAnotherLabelIsDamaged() throws Exception {
    Label first = book.add(image, mask(1), by("ana")).label();
    LabelName second = new LabelName(image, 2);
    store.put(
        Keys.labelRecord(image, 2), store.get(Keys.labelRecord(image, 1)), "application/json");

    assertThatThrownBy(() -> book.get(second))
        .isInstanceOf(DamagedObject.class)
        .hasMessageContaining(Keys.labelRecord(image, 2).path());
    assertThat(book.get(first.name())).isEqualTo(first);
  }

  @Test
  void aWithdrawnLabelStaysAndMayBeHandedInAnew() throws Exception {
    book.add(image, mask(1), by("ana"));

    Withdrawal withdrawn = book.withdraw(image, 1, "ana", "wrong image").orElseThrow();
    Withdrawal again = book.withdraw(image, 1, "ben", "me too").orElseThrow();
    Added anew = book.add(image, mask(1), by("ana"));

    assertThat(again).isEqualTo(withdrawn);
    assertThat(book.find(image, 1).orElseThrow().withdrawal()).contains(withdrawn);
    assertThat(anew.label().number()).isEqualTo(2);
    assertThat(book.find(image, 2).orElseThrow().isInForce()).isTrue();
  }

  @Test
  void withdrawsNothingThatIsNotThere() throws Exception {
    assertThat(book.withdraw(image, 1, "ana", "none")).isEmpty();
    assertThat(book.of(image)).isEmpty();
    assertThat(book.find(image, 1)).isEmpty();
  }

  @Test
  void ofManyAtOnceEachGetsANumberOfItsOwn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Added>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte[] mask = mask(i);
      Annotation annotation = by("annotator " + i);
      all.add(() -> book.add(image, mask, annotation));
    }
    for (Future<Added> added : threads.invokeAll(all)) {
      added.get();
    }
    threads.shutdown();

    assertThat(book.of(image))
        .extracting(kept -> kept.label().number())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    assertThat(book.of(image)).extracting(kept -> kept.label().annotator()).doesNotHaveDuplicates();
  }

  @Test
  void theSameMaskOfOnePersonManyTimesAtOnceIsOneLabel() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Added>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(() -> book.add(image, mask(1), by("ana")));
    }
    for (Future<Added> added : threads.invokeAll(all)) {
      assertThat(added.get().label().number()).isEqualTo(1);
    }
    threads.shutdown();

    assertThat(book.of(image)).hasSize(1);
  }

  @Test
  void anAnnotationNamesAPersonInAPlainWay() {
    assertThatThrownBy(() -> new Annotation("", Optional.empty(), Optional.empty()))
        .hasMessageContaining("annotator");
    assertThatThrownBy(() -> new Annotation("a\nb", Optional.empty(), Optional.empty()))
        .hasMessageContaining("annotator");
    assertThatThrownBy(() -> new Annotation("ana", Optional.of("a\nb"), Optional.empty()))
        .hasMessageContaining("comment");
    for (String hidden : List.of("a\u2028b", "a\u202eb", "a\u0085b", "a\ud800")) {
      assertThatThrownBy(() -> new Annotation("ana", Optional.of(hidden), Optional.empty()))
          .hasMessageContaining("comment");
    }
  }

  private static Annotation by(String annotator) {
    return new Annotation(annotator, Optional.empty(), Optional.empty());
  }

  private static byte[] mask(int content) {
    return ("mask " + content).getBytes(UTF_8);
  }
}
