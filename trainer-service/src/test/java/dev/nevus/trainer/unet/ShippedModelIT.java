package dev.nevus.trainer.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.nevus.image.NativeOpenCv;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.mask.Mask;
import dev.nevus.mask.Overlap;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.Probability;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.ShippedModel;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.dataset.LabelledPair;
import dev.nevus.trainer.dataset.Sample;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.promotion.Parity;
import dev.nevus.trainer.training.NativeBackend;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model that workers ship with: DL4J and the serving engine give one answer. */
class ShippedModelIT {
  private static final UNetShape SHAPE = ShippedModel.SHAPE;

  private byte[] shipped = {};
  private ComputationGraph net = SmallNets.build(SHAPE, 1);

  @BeforeAll
  static void loadNativeCode() {
    NativeBackend.activate();
    NativeOpenCv.load();
  }

  @BeforeEach
  void readTheShippedWeights() throws Exception {
    shipped = ShippedModel.file();
    net = SmallNets.build(SHAPE, 1);
    OnnxWeights.copy(shipped, net);
  }

  @Test
  void isThisTrainersExportAndNothingElse() {
    assertThat(OnnxExport.export(net, SHAPE)).isEqualTo(shipped);
  }

  @Test
  void dl4jAndTheServingEngineAgreeOnRealImages() throws Exception {
    List<LabelledImage> images = ShippedModel.realImages();
    assumeThat(images)
        .as("NOT RUN: no real images beside the repository (set -Dnevus.images)")
        .isNotEmpty();
    Parity parity = new Parity(net, SHAPE);
    float largest = 0;
    long pixels = 0;
    long otherPixels = 0;
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(shipped)) {
      for (LabelledImage image : images) {
        Sample sample = Samples.load(List.of(image), SHAPE.height(), SHAPE.width()).get(0);
        try (LabelledPair pair = LabelledPair.read(image, segmenter.input().least())) {
          Probability served = segmenter.segment(pair.image());
          Probability trained = parity.output(sample);
          largest = Math.max(largest, trained.maxDifference(served));
          pixels += (long) pair.image().width() * pair.image().height();
          otherPixels += otherMaskPixels(trained, served, pair);
        }
      }
    }
    System.out.printf(
        "parity on %d real images: largest difference %.2e, %d of %d mask pixels differ%n",
        images.size(), largest, otherPixels, pixels);
    assertThat(largest).isLessThan(1e-4f);
    // A pixel can lie closer to the threshold than the engines' rounding.
    assertThat((double) otherPixels / pixels).isLessThan(1e-6);
  }

  private static long otherMaskPixels(Probability trained, Probability served, LabelledPair pair) {
    int width = pair.image().width();
    int height = pair.image().height();
    try (Mask one = MaskForm.ISIC.of(trained, width, height);
        Mask other = MaskForm.ISIC.of(served, width, height)) {
      Overlap overlap = Overlap.of(one, other);
      return overlap.falsePositives() + overlap.falseNegatives();
    }
  }
}
