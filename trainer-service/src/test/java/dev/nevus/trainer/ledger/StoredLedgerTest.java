package dev.nevus.trainer.ledger;

import static dev.nevus.trainer.ledger.NewImages.id;
import static dev.nevus.trainer.ledger.NewImages.image;
import static dev.nevus.trainer.ledger.NewImages.look;
import static dev.nevus.trainer.ledger.NewImages.named;
import static dev.nevus.trainer.ledger.NewImages.strangers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nevus.SetClock;
import dev.nevus.event.ImageMetadata;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger writes, reads again and refuses to read. */
class StoredLedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T04:15:00Z");

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Random random = new Random(5);

  @Test
  void aLedgerReadAgainIsTheSame() throws StoreException {
    List<NewImage> images = NewImages.mixed(1500, random);
    List<Assignment> assignments = open().assign(images);

    SplitLedger again = open();

    assertThat(images.stream().map(image -> again.find(image.image()).orElseThrow()).toList())
        .isEqualTo(assignments);
    assertThat(again.assign(images)).isEqualTo(assignments);
    assertThat(store.puts()).containsExactly(keys(3));
  }

  @Test
  void nothingIsRememberedThatTheStoreDidNotTake() throws StoreException {
    SplitLedger ledger = open();
    NewImage image = image("a", ImageMetadata.NONE, look(random));

    store.goAway();
    assertThatStoreException(() -> ledger.assign(List.of(image)), "away");
    assertThat(ledger.find(image.image())).isEmpty();
    store.comeBack();

    assertThat(ledger.assign(List.of(image))).hasSize(1);
  }

  @Test
  void aMissingPageIsNamedAndNeverWrittenAnew() throws StoreException {
    open().assign(strangers(2500, random));

    for (int page = 1; page <= 3; page++) {
      InMemoryObjectStore holed = new InMemoryObjectStore();
      for (ObjectKey key : keys(4)) {
        holed.put(key, store.get(key), "application/json");
      }
      holed.lose(Keys.splits(page));
      assertThatStoreException(
          () -> SplitLedger.open(holed, new SetClock(NOW), Shares.DEFAULT),
          Keys.splits(page) + " of the split ledger is missing: restore it");
      assertThat(holed.puts()).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aDamagedPageIsNamed(int page) throws StoreException {
    open().assign(strangers(10, random));
    store.put(Keys.splits(page), "{}".getBytes(UTF_8), "a/b");

    assertThatStoreException(this::open, Keys.splits(page) + " of the split ledger is damaged");
  }

  @Test
  void aPageOfAnotherLedgerIsFound() throws StoreException {
    InMemoryObjectStore other = new InMemoryObjectStore();
    SplitLedger.open(other, new SetClock(NOW), Shares.DEFAULT).assign(strangers(10, random));
    open();
    store.put(Keys.splits(2), other.get(Keys.splits(2)), "application/json");

    assertThatStoreException(this::open, "was not written after the page before it");
  }

  @Test
  void anObjectThatIsOnlyBeingWrittenIsNoPage() throws StoreException {
    open().assign(strangers(10, random));
    store.put(new ObjectKey("splits/00000003.json.part"), new byte[1], "a/b");

    assertThat(open().find(id("stranger3"))).isPresent();
  }

  @Test
  void pagesHoldNoPseudonym() throws StoreException {
    open().assign(List.of(image("a", named("Erika", "Mole7"), look(random))));

    String page = new String(store.get(Keys.splits(2)), UTF_8);
    assertThat(page).contains(id("a").sha256()).doesNotContain("Erika", "Mole7");
  }

  private SplitLedger open() throws StoreException {
    return SplitLedger.open(store, new SetClock(NOW), Shares.DEFAULT);
  }

  private static ObjectKey[] keys(int pages) {
    return Stream.iterate(1, page -> page + 1)
        .limit(pages)
        .map(Keys::splits)
        .toArray(ObjectKey[]::new);
  }

  private static void assertThatStoreException(ThrowingCallable call, String message) {
    assertThatExceptionOfType(StoreException.class).isThrownBy(call).withMessageContaining(message);
  }
}
