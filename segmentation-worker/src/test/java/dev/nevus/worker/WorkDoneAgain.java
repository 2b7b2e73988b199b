package dev.nevus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.EventJson;
import dev.nevus.event.MaskPredicted;
import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.VerifiedVersion;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectStore;
import java.util.HashMap;
import java.util.Map;

/** Does a worker's work once more, to see whether a mask is of the model that it names. */
final class WorkDoneAgain implements AutoCloseable {
  private final ObjectStore store;
  private final ModelRegistry registry;
  private final Map<ModelId, OnnxSegmenter> models = new HashMap<>();

  WorkDoneAgain(ObjectStore store, ModelRegistry registry) {
    this.store = store;
    this.registry = registry;
  }

  /** The stored result says the same, and the stored mask is the one that its model makes. */
  void assertSame(MaskPredicted result) throws Exception {
    byte[] kept = store.get(Keys.result(result.model(), result.image()));
    assertThat(EventJson.fromJson(kept, MaskPredicted.class)).isEqualTo(result);
    byte[] original = store.get(Keys.original(result.image()));
    try (LesionImage image = new ImageDecoder(ImageLimits.DEFAULT).decode(original);
        Mask expected =
            MaskForm.ISIC.of(model(result.model()).segment(image), image.width(), image.height());
        Mask stored = MaskPng.decode(store.get(result.mask()), ImageLimits.DEFAULT)) {
      assertThat(stored.sameAs(expected)).isTrue();
    }
  }

  private OnnxSegmenter model(ModelId id) throws Exception {
    OnnxSegmenter known = models.get(id);
    if (known == null) {
      VerifiedVersion version = registry.version(id);
      known = OnnxSegmenter.open(version.files().network(version.manifest().serves()));
      models.put(id, known);
    }
    return known;
  }

  @Override
  public void close() {
    models.values().forEach(OnnxSegmenter::close);
  }
}
