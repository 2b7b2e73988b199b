package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.ImageId;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.RefusedException;
import dev.nevus.label.Label;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.store.DamagedObject;
import dev.nevus.trainer.renewal.LabelPolicy.Chosen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelPolicyTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 40;

  private final Ward ward;
  private final ImageId image = new ImageId("ab".repeat(32));
  private final List<Label> labels = new ArrayList<>();

  LabelPolicyTest(@TempDir Path folder) throws Exception {
    ward = new Ward(folder);
  }

  @Test
  void theLatestIsTheNewestWhoeverDrewIt() throws Exception {
    say("ana", 5);
    say("ben", 10);

    Chosen chosen = LabelPolicy.LATEST.choose(labels, ward.store);

    assertThat(chosen).isEqualTo(new Chosen(labels.get(1).mask(), List.of(2)));
  }

  @Test
  void theMajorityWinsPixelByPixel() throws Exception {
    say("ana", 4);
    say("ben", 8);
    say("eva", 12);

    Chosen chosen = LabelPolicy.MAJORITY.choose(labels, ward.store);

    assertThat(chosen.used()).containsExactly(1, 2, 3);
    assertThat(columns(chosen)).isEqualTo(8);
  }

  @Test
  void inATieTheNewestDecides() throws Exception {
    say("ana", 4);
    say("ben", 12);
    assertThat(columns(LabelPolicy.MAJORITY.choose(labels, ward.store))).isEqualTo(12);

    say("ana", 2);
    assertThat(columns(LabelPolicy.MAJORITY.choose(labels, ward.store))).isEqualTo(2);
  }

  @Test
  void onePersonHasOneVoiceTheirNewestMask() throws Exception {
    say("ana", 4);
    say("ana", 5);
    say("ana", 6);
    say("ben", 12);
    say("eva", 12);

    Chosen chosen = LabelPolicy.MAJORITY.choose(labels, ward.store);

    assertThat(chosen.used()).containsExactly(3, 4, 5);
    assertThat(columns(chosen)).as("ana, ben and eva: 6, 12, 12").isEqualTo(12);
  }

  @Test
  void whereAllAgreeNoMaskIsMade() throws Exception {
    say("ana", 3);
    say("ana", 7);
    say("ben", 7);
    int before = ward.store.puts().size();

    Chosen chosen = LabelPolicy.MAJORITY.choose(labels, ward.store);

    assertThat(chosen).isEqualTo(new Chosen(labels.get(2).mask(), List.of(3)));
    assertThat(ward.store.puts()).hasSize(before);
  }

  @Test
  void aMajorityOfTheSameMasksIsTheSameObject() throws Exception {
    say("ana", 4);
    say("ben", 8);
    say("eva", 12);

    Chosen once = LabelPolicy.MAJORITY.choose(labels, ward.store);
    Chosen again = LabelPolicy.MAJORITY.choose(labels, ward.store);

    assertThat(again).isEqualTo(once);
    assertThat(ward.store.puts().stream().filter(once.mask()::equals)).hasSize(1);
  }

  @Test
  void aHundredVoicesAreHeardTheNewest() throws Exception {
    for (int i = 0; i < MaskVote.MOST + 10; i++) {
      say("annotator-" + i, 1 + i % 7);
    }

    Chosen chosen = LabelPolicy.MAJORITY.choose(labels, ward.store);

    assertThat(chosen.used()).hasSize(MaskVote.MOST).startsWith(11).endsWith(110);
  }

  @Test
  void masksOfSeveralSizesAreRefused() throws Exception {
    say("ana", 4);
    try (Mask other = Mask.drawn(WIDTH + 1, HEIGHT, (x, y) -> true)) {
      labels.add(ward.label(image, "ben", other));
    }

    assertThatThrownBy(() -> LabelPolicy.MAJORITY.choose(labels, ward.store))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aDamagedMaskIsNamed() throws Exception {
    say("ana", 4);
    say("ben", 8);
    ward.store.put(labels.get(0).mask(), new byte[] {1, 2, 3}, "image/png");

    assertThatThrownBy(() -> LabelPolicy.MAJORITY.choose(labels, ward.store))
        .isInstanceOf(DamagedObject.class)
        .hasMessageContaining(labels.get(0).mask().path());
  }

  /** A mask of so many columns on the left. */
  private void say(String annotator, int columns) throws Exception {
    try (Mask mask = Mask.drawn(WIDTH, HEIGHT, (x, y) -> x < columns)) {
      labels.add(ward.label(image, annotator, mask));
    }
  }

  private int columns(Chosen chosen) throws Exception {
    try (Mask mask = MaskPng.decode(ward.store.get(chosen.mask()), ImageLimits.DEFAULT)) {
      return mask.area() / HEIGHT;
    }
  }
}
