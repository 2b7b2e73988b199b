package dev.nevus.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.EventJson;
import dev.nevus.model.CorruptModelException.Code;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenAnswers;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuantizedVersionTest {
  private static final byte[] EIGHT_BITS = "in eight bits".getBytes(UTF_8);
  private static final GoldenAnswer ANSWER = GoldenAnswers.flat("a picture".getBytes(UTF_8), 0.5);
  private static final BareModel ONE_FILE = BareModel.of("a model");
  private static final ModelManifest MANIFEST =
      ONE_FILE
          .manifest()
          .withInt8(QuantizedFiles.of(EIGHT_BITS, Precision.INT8, Optional.of(ANSWER)));
  private static final ModelFiles FILES = ONE_FILE.files().withInt8(EIGHT_BITS);

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final ModelRegistry registry =
      new StoredModelRegistry(store, Clock.systemUTC(), Signing.NONE);

  @Test
  void bothFilesComeBackUnderTheNameOfTheFirst() throws Exception {
    registry.publish(MANIFEST, FILES);

    VerifiedVersion version = registry.version(ONE_FILE.id());

    assertThat(version.manifest()).isEqualTo(MANIFEST);
    assertThat(version.manifest().serves()).isEqualTo(Precision.INT8);
    assertThat(version.manifest().golden(Precision.INT8)).contains(ANSWER);
    assertThat(version.manifest().golden(Precision.F32)).isEmpty();
    assertThat(version.files().network(Precision.INT8)).isEqualTo(EIGHT_BITS);
    assertThat(version.files().network(Precision.F32)).isEqualTo(ONE_FILE.files().onnx());
    assertThat(store.get(Keys.int8(ONE_FILE.id()))).isEqualTo(EIGHT_BITS);
  }

  @Test
  void aVersionOfOneFileServesFloats() throws Exception {
    registry.publish(ONE_FILE.manifest(), ONE_FILE.files());

    VerifiedVersion version = registry.version(ONE_FILE.id());

    assertThat(version.manifest().int8()).isEmpty();
    assertThat(version.manifest().serves()).isEqualTo(Precision.F32);
    assertThat(version.files().int8()).isEmpty();
    assertThatThrownBy(() -> version.files().network(Precision.INT8))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aManifestFromBeforeThereWereSecondFilesIsReadAsItIs() throws Exception {
    byte[] json = EventJson.toJson(ONE_FILE.manifest());

    assertThat(new String(json, UTF_8)).doesNotContain("int8");
    assertThat(EventJson.fromJson(json, ModelManifest.class)).isEqualTo(ONE_FILE.manifest());
  }

  @Test
  void certifiesNoSecondFileThatIsMissingSupernumeraryOrAnother() {
    assertThat(MANIFEST.certifies(FILES)).isTrue();
    assertThat(MANIFEST.certifies(ONE_FILE.files())).isFalse();
    assertThat(ONE_FILE.manifest().certifies(FILES)).isFalse();
    assertThat(MANIFEST.certifies(ONE_FILE.files().withInt8("changed".getBytes(UTF_8)))).isFalse();
  }

  @Test
  void neverHandsOutASecondFileThatWasChanged() throws Exception {
    registry.publish(MANIFEST, FILES);

    store.put(Keys.int8(ONE_FILE.id()), "changed".getBytes(UTF_8), "application/octet-stream");

    assertThatThrownBy(() -> registry.version(ONE_FILE.id()))
        .isInstanceOfSatisfying(
            CorruptModelException.class, e -> assertThat(e.code()).isEqualTo(Code.DIGEST));
  }

  @Test
  void aSecondFileThatIsGoneIsTold() throws Exception {
    registry.publish(ONE_FILE.manifest(), ONE_FILE.files());
    store.put(Keys.manifest(ONE_FILE.id()), EventJson.toJson(MANIFEST), "application/json");

    assertThatThrownBy(() -> registry.version(ONE_FILE.id())).isInstanceOf(NoSuchObject.class);
  }

  @Test
  void theFloatsCanBeHadWhateverBecameOfTheSecondFile() throws Exception {
    registry.publish(MANIFEST, FILES);

    store.lose(Keys.int8(ONE_FILE.id()));
    assertInFloats(registry.inFloats(ONE_FILE.id()));
    store.put(Keys.int8(ONE_FILE.id()), "changed".getBytes(UTF_8), "application/octet-stream");
    assertInFloats(registry.inFloats(ONE_FILE.id()));

    store.put(Keys.model(ONE_FILE.id()), "changed".getBytes(UTF_8), "application/octet-stream");
    assertThatThrownBy(() -> registry.inFloats(ONE_FILE.id()))
        .isInstanceOfSatisfying(
            CorruptModelException.class, e -> assertThat(e.code()).isEqualTo(Code.DIGEST));
  }

  private static void assertInFloats(VerifiedVersion version) {
    assertThat(version.manifest()).isEqualTo(ONE_FILE.manifest());
    assertThat(version.manifest().serves()).isEqualTo(Precision.F32);
    assertThat(version.files().onnx()).isEqualTo(ONE_FILE.files().onnx());
  }

  @Test
  void aVersionThatIsThereGetsNoSecondFile() throws Exception {
    registry.publish(ONE_FILE.manifest(), ONE_FILE.files());

    registry.publish(MANIFEST, FILES);

    assertThat(registry.manifest(ONE_FILE.id())).isEqualTo(ONE_FILE.manifest());
    assertThat(store.size(Keys.int8(ONE_FILE.id()))).isEmpty();
  }

  @Test
  void theReasonIsOneLine() {
    assertThatThrownBy(() -> new QuantizedFile.Serving(Precision.INT8, "two\nlines"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
