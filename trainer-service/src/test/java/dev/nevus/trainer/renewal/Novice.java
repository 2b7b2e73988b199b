package dev.nevus.trainer.renewal;

import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelManifest.TrainingData;
import dev.nevus.model.ModelRegistry;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.trainer.training.TrainingRecord;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.trainer.unet.OnnxExport;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Models that have learned nothing. */
final class Novice {
  private static final Instant MADE = Instant.parse("2026-11-01T00:00:00Z");

  private Novice() {}

  /** One of a ward's nets, with random weights; nobody has decided on it. */
  static ModelId publish(ModelRegistry registry, long seed) throws Exception {
    byte[] onnx = OnnxExport.export(SmallNets.build(Ward.NET, seed), Ward.NET);
    ModelManifest manifest = manifest(onnx);
    registry.publish(manifest, ModelFiles.of(onnx, GoldenPicture.drawn().png()));
    return manifest.model();
  }

  private static ModelManifest manifest(byte[] onnx) throws Exception {
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(onnx)) {
      return new TrainingRecord(
              SmallNets.plan(Ward.NET, 1, 3),
              FlipAveraging.NONE,
              TrainingData.UNKNOWN,
              "test",
              NativeBackend.activate())
          .manifest(onnx, Map.of(), Optional.of(GoldenPicture.drawn().answer(segmenter)), MADE);
    }
  }
}
