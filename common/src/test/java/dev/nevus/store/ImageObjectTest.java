package dev.nevus.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import dev.nevus.store.ImageObject.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageObjectTest {
  private static final ImageId IMAGE = ImageId.of(new byte[] {1});
  private static final ModelId MODEL = new ModelId("20261123T041500Z-9f2c01ab");
  private static final String DIGEST = Sha256.of(new byte[] {2});

  @Test
  void aKeyTellsWhatItWasMadeOf() {
    assertThat(ImageObject.at(Keys.original(IMAGE)))
        .contains(new ImageObject(Kind.ORIGINAL, IMAGE, ""));
    assertThat(ImageObject.at(Keys.mask(MODEL, IMAGE)))
        .contains(new ImageObject(Kind.MASK, IMAGE, MODEL.value()));
    assertThat(ImageObject.at(Keys.result(MODEL, IMAGE)))
        .contains(new ImageObject(Kind.RESULT, IMAGE, MODEL.value()));
    assertThat(ImageObject.at(Keys.label(IMAGE, DIGEST)))
        .contains(new ImageObject(Kind.LABEL_MASK, IMAGE, DIGEST));
    assertThat(ImageObject.at(Keys.labelRecord(IMAGE, 12)))
        .contains(new ImageObject(Kind.LABEL_RECORD, IMAGE, "000012"));
  }

  @Test
  void otherKeysAreOfNoImage() {
    assertThat(
            Stream.of(
                Keys.stored(IMAGE),
                Keys.withdrawal(IMAGE, 1),
                Keys.collected(IMAGE, 1),
                Keys.manifest(MODEL),
                new ObjectKey("images/" + DIGEST + "/original.tmp"),
                new ObjectKey("masks/x/" + IMAGE + ".png")))
        .allSatisfy(key -> assertThat(ImageObject.at(key)).isEmpty());
  }
}
