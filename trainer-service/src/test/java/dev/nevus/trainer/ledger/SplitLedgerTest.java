package dev.nevus.trainer.ledger;

import static dev.nevus.trainer.ledger.NewImages.copy;
import static dev.nevus.trainer.ledger.NewImages.id;
import static dev.nevus.trainer.ledger.NewImages.image;
import static dev.nevus.trainer.ledger.NewImages.look;
import static dev.nevus.trainer.ledger.NewImages.named;
import static dev.nevus.trainer.ledger.NewImages.strangers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nevus.SetClock;
import dev.nevus.event.EventJson;
import dev.nevus.event.ImageMetadata;
import dev.nevus.image.RefusedException;
import dev.nevus.label.Side;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitLedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T04:15:00Z");

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Random random = new Random(5);

  @Test
  void sharesOfManyImagesComeCloseToThoseAskedFor() throws StoreException {
    List<NewImage> images = strangers(5000, random);

    List<Assignment> assignments = open().assign(images);

    assertThat(on(Side.TEST, assignments)).isBetween(900, 1100);
    assertThat(on(Side.VALIDATION, assignments)).isBetween(420, 580);
    assertThat(on(Side.WITHHELD, assignments)).isZero();
    assertThat(store.puts()).containsExactly(keys(6));
  }

  @Test
  void aLedgerKeepsItsSharesThoughOthersAreAskedForLater() throws StoreException {
    open().assign(strangers(10, random));

    SplitLedger later = SplitLedger.open(store, new SetClock(NOW), new Shares(0.5, 0.4));

    assertThat(later.shares()).isEqualTo(Shares.DEFAULT);
    assertThat(on(Side.TRAINING, later.assign(strangers(1000, random)))).isBetween(600, 800);
  }

  @Test
  void twoLedgersDrawDifferently() throws StoreException {
    List<NewImage> images = strangers(200, random);

    List<Assignment> one = open().assign(images);
    List<Assignment> other =
        SplitLedger.open(new InMemoryObjectStore(), new SetClock(NOW), Shares.DEFAULT)
            .assign(images);

    assertThat(sides(one)).isNotEqualTo(sides(other));
  }

  @Test
  void anImageFollowsItsNearDuplicateWhoeverItsPatientIs() throws StoreException {
    SplitLedger ledger = open();

    for (Side side : List.of(Side.TRAINING, Side.VALIDATION, Side.TEST)) {
      Assignment kin = onSide(side, ledger);
      Fingerprint turned = copy(kin.fingerprint(), Kindred.NEAR).turned().get(5);
      Assignment follower = assign(ledger, image("copy" + side, ImageMetadata.NONE, turned));
      assertThat(follower.side()).isEqualTo(side);
    }
  }

  @Test
  void aLookJustBeyondTheThresholdIsAnother() {
    Group stranger = new Group("0".repeat(64), Optional.empty());
    Group other = new Group("1".repeat(64), Optional.empty());
    Fingerprint look = look(random);
    Kindred kindred = new Kindred();
    kindred.add(new Assignment(id("a"), Side.TEST, stranger, look, NOW, Optional.empty()));

    assertThat(kindred.of(other, copy(look, Kindred.NEAR))).hasSize(1);
    assertThat(kindred.of(other, copy(look, Kindred.NEAR + 1))).isEmpty();
  }

  @Test
  void anImageWithKinOnTwoSidesIsWithheldAndSaysWhy() throws StoreException {
    SplitLedger ledger = open();
    NewImage trained = drawn(Side.TRAINING, ledger, "T");
    NewImage tested = drawn(Side.TEST, ledger, "F");

    NewImage torn = image("torn", trained.metadata(), copy(tested.fingerprint(), 20));
    Assignment withheld = assign(ledger, torn);

    assertThat(withheld.side()).isEqualTo(Side.WITHHELD);
    assertThat(withheld.why())
        .contains(
            "an image of its patient or lesion, %s, is in TRAINING; a near duplicate, %s, is in TEST"
                .formatted(trained.image(), tested.image()));
    assertThat(assign(ledger, image("next", trained.metadata(), look(random))).side())
        .as("a withheld image draws nobody")
        .isEqualTo(Side.TRAINING);
  }

  @Test
  void aLesionTiesAnImageWithoutAPatientToThatPatient() throws StoreException {
    SplitLedger ledger = open();

    for (int i = 0; i < 30; i++) {
      Assignment whole = assign(ledger, image("w" + i, named("P" + i, "L" + i), look(random)));
      Assignment half = assign(ledger, image("h" + i, named("", "L" + i), look(random)));
      Assignment patient = assign(ledger, image("p" + i, named("P" + i, "M" + i), look(random)));
      assertThat(List.of(half.side(), patient.side())).containsOnly(whole.side());
    }
  }

  @Test
  void lesionsThatEverySenderCountsFromOneTieNoPatientsTogether() throws StoreException {
    List<NewImage> images =
        IntStream.range(0, 500)
            .mapToObj(i -> image("i" + i, named("P" + i, "1"), look(random)))
            .toList();

    List<Assignment> assignments = open().assign(images);

    assertThat(on(Side.WITHHELD, assignments)).isZero();
    assertThat(on(Side.TEST, assignments)).isBetween(60, 140);
  }

  @Test
  void whatIsSaidLaterOfAnImageChangesNothing() throws StoreException {
    SplitLedger ledger = open();
    Assignment first = assign(ledger, image("a", named("P", ""), look(random)));

    Assignment again = assign(ledger, image("a", named("Q", "L"), look(random)));

    assertThat(again).isEqualTo(first);
    assertThat(store.puts()).containsExactly(keys(2));
  }

  @Test
  void anAssignmentComesBackFromItsJson() throws RefusedException {
    Group group = new Group("a".repeat(64), Optional.of("b".repeat(64)));
    for (Optional<String> why : List.of(Optional.<String>empty(), Optional.of("torn"))) {
      Side side = why.isPresent() ? Side.WITHHELD : Side.TEST;
      Assignment made = new Assignment(id("a"), side, group, look(random), NOW, why);
      assertThat(EventJson.fromJson(EventJson.toJson(made), Assignment.class)).isEqualTo(made);
    }
  }

  @Test
  void sharesLeaveSomethingToTrainWith() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Shares(0.5, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Shares(-0.1, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Shares(Double.NaN, 0.5));
  }

  @Test
  void toStringKeepsTheKey() throws StoreException {
    Constitution constitution = Constitution.found(Shares.DEFAULT, NOW);

    assertThat(constitution.toString()).doesNotContain(constitution.key());
    assertThat(open()).hasToString("SplitLedger[0 images, LedgerPages[" + store + "]]");
  }

  private SplitLedger open() throws StoreException {
    return SplitLedger.open(store, new SetClock(NOW), Shares.DEFAULT);
  }

  private static Assignment assign(SplitLedger ledger, NewImage image) throws StoreException {
    return ledger.assign(List.of(image)).get(0);
  }

  private Assignment onSide(Side side, SplitLedger ledger) throws StoreException {
    return ledger.find(drawn(side, ledger, "S").image()).orElseThrow();
  }

  /** An image of a patient of its own whom the key put on that side. */
  private NewImage drawn(Side side, SplitLedger ledger, String prefix) throws StoreException {
    for (int i = 0; ; i++) {
      String name = prefix + side + i;
      NewImage image = image(name, named(name, ""), look(random));
      if (assign(ledger, image).side() == side) {
        return image;
      }
    }
  }

  private static int on(Side side, List<Assignment> assignments) {
    return (int) assignments.stream().filter(one -> one.side() == side).count();
  }

  private static List<Side> sides(List<Assignment> assignments) {
    return new ArrayList<>(assignments.stream().map(Assignment::side).toList());
  }

  private static ObjectKey[] keys(int pages) {
    return Stream.iterate(1, page -> page + 1)
        .limit(pages)
        .map(Keys::splits)
        .toArray(ObjectKey[]::new);
  }
}
