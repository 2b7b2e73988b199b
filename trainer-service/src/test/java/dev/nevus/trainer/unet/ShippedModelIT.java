package dev.nevus.trainer.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.nevus.image.NativeOpenCv;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.Parity;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.dataset.ImageFolders;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.training.NativeBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The model that workers ship with, on real images: DL4J and ONNX Runtime give one answer. */
class ShippedModelIT {
  private static final Path ROOT =
      Path.of(System.getProperty("nevus.root", "..")).toAbsolutePath().normalize();
  private static final Path MODEL =
      ROOT.resolve("segmentation-worker/src/main/resources/models/default/model.onnx");
  private static final Path IMAGES = ROOT.resolveSibling("shared/data/dermoscopy/test");

  @BeforeAll
  static void loadNativeCode() {
    NativeBackend.activate();
    NativeOpenCv.load();
  }

  @Test
  void dl4jAndTheServingEngineAgreeOnRealImages() throws Exception {
    Path folder = Path.of(System.getProperty("nevus.images", IMAGES.toString()));
    assumeThat(folder.resolve("images"))
        .as("NOT RUN: no real images in %s (set -Dnevus.images)", folder)
        .isDirectory();
    UNetShape shape = UNetShape.NOTEBOOK;
    byte[] onnx = Files.readAllBytes(MODEL);
    ComputationGraph net = SmallNets.build(shape, 1);
    OnnxWeights.copy(onnx, net);
    Samples samples =
        Samples.load(
            ImageFolders.pair(folder.resolve("images"), folder.resolve("masks")),
            shape.height(),
            shape.width());

    try (OnnxSegmenter segmenter = OnnxSegmenter.open(onnx)) {
      float largest = new Parity(net, shape).largestDifference(segmenter, samples);

      System.out.printf(
          "parity on %d real images: largest difference %.2e%n", samples.size(), largest);
      assertThat(samples.size()).isPositive();
      assertThat(largest).isLessThan(1e-4f);
    }
  }
}
