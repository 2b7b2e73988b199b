package dev.nevus.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final ImageId IMAGE = ImageId.of("pixels".getBytes(UTF_8));
  private static final ModelId MODEL = new ModelId("20261123T041500Z-9f2c01ab");

  @Test
  void everyKeyHasItsPlace() {
    String image = IMAGE.sha256();
    assertThat(Keys.original(IMAGE)).hasToString("images/" + image + "/original");
    assertThat(Keys.stored(IMAGE)).hasToString("images/" + image + "/stored.json");
    assertThat(Keys.mask(MODEL, IMAGE)).hasToString("masks/" + MODEL + "/" + image + ".png");
    assertThat(Keys.result(MODEL, IMAGE)).hasToString("masks/" + MODEL + "/" + image + ".json");
    assertThat(Keys.label(IMAGE, "ab")).hasToString("labels/" + image + "/ab.png");
    assertThat(Keys.model(MODEL)).hasToString("models/" + MODEL + "/model.onnx");
    assertThat(Keys.manifest(MODEL)).hasToString("models/" + MODEL + "/manifest.json");
    assertThat(Keys.deadLetter("cd")).hasToString("dead-letters/cd");
  }

  @Test
  void promotionsSortByTheirNumber() {
    assertThat(Keys.decision(9)).hasToString("decisions/00000009.json");
    assertThat(Keys.decision(9)).isLessThan(Keys.decision(10));
    assertThat(Keys.decision(1).path()).startsWith(Keys.decisionsPrefix());
    assertThat(Keys.model(MODEL).path()).startsWith(Keys.modelsPrefix());
  }

  @Test
  void pagesOfTheSplitLedgerSortByTheirNumber() {
    assertThat(Keys.splits(1)).hasToString("splits/00000001.json");
    assertThat(Keys.splits(9)).isLessThan(Keys.splits(10));
    assertThat(Keys.splits(1).path()).startsWith(Keys.splitsPrefix());
    assertThat(Keys.isSplits(Keys.splits(1))).isTrue();
    assertThat(Keys.isSplits(new ObjectKey("splits/00000001.json.tmp"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "/a", "a/", "a//b", "..", "a/../b", "a/..", "a..b", ".", "./a", "a/./b", "a/.",
        "a b", "a\nb", "a\n", "ä", "a%2e", "a\\b", "a?b", "a#b", ".hidden"
      })
  void whatClimbsOrNeedsEscapingIsNoKey(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey(path));
  }

  @Test
  void aKeyHasALimit() {
    assertThat(new ObjectKey("a".repeat(512)).path()).hasSize(512);
    assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey("a".repeat(513)));
    assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey("a/".repeat(255) + "aaa"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "../../etc/passwd"})
  void anythingButADigestIsNoImageId(String text) {
    assertThat(ImageId.isValid(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageId(text));
    assertThat(ImageId.isValid(IMAGE.sha256())).isTrue();
    assertThat(ImageId.isValid(IMAGE.sha256() + "\n")).isFalse();
  }

  @Test
  void theDigestIsThatOfTheStandard() {
    // FIPS 180-2, appendix B.1.
    assertThat(Sha256.of("abc".getBytes(UTF_8)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
