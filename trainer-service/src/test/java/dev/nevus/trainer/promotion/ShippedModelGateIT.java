package dev.nevus.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.NativeOpenCv;
import dev.nevus.label.folder.ImageFolders;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.label.folder.Manifest;
import dev.nevus.model.ModelId;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.Segmenter;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.DrawnFolder;
import dev.nevus.trainer.ShippedModel;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.training.Dl4jTrainer;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.trainer.training.RunFolder;
import dev.nevus.trainer.training.TrainingLog;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.trainer.unet.UNetShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped model at the gate, against itself and against a net of one epoch: on real images
 * where they lie beside the repository, else on drawn ones.
 */
class ShippedModelGateIT {
  private static final UNetShape SMALL = UNetShape.quarterGrid(64, 8);
  private static final int DRAWN = 40;

  @TempDir private Path folder = Path.of("");
  private List<LabelledImage> frozen = List.of();

  @BeforeAll
  static void loadNativeCode() {
    NativeBackend.activate();
    NativeOpenCv.load();
  }

  @BeforeEach
  void chooseImages() throws Exception {
    frozen = ShippedModel.realImages();
    boolean isReal = !frozen.isEmpty();
    if (!isReal) {
      DrawnFolder drawn = DrawnFolder.fill(folder.resolve("drawn"), DRAWN);
      frozen = ImageFolders.pair(drawn.images(), drawn.masks());
    }
    System.out.printf("the gate on %d %s images%n", frozen.size(), isReal ? "real" : "drawn");
  }

  @Test
  void theShippedModelDoesNotReplaceItself() throws Exception {
    byte[] shipped = ShippedModel.file();
    try (Segmenter champion = OnnxSegmenter.open(shipped);
        Segmenter candidate = OnnxSegmenter.open(shipped)) {
      Judgement judgement =
          judge(contender(shipped, champion), contender(shipped, candidate, ShippedModel.SHAPE));

      assertThat(judgement).isInstanceOf(Judgement.Refuse.class);
      assertThat(judgement.reasons()).extracting(Reason::rule).containsExactly(Rule.BETTER_MEAN);
      assertThat(judgement.scores().champion()).isEqualTo(judgement.scores().candidate());
      assertThat(judgement.scores().parity().orElseThrow()).isLessThan(1e-4);
    }
  }

  @Test
  void aNetOfOneEpochIsRefusedAndGivesWay() throws Exception {
    byte[] shipped = ShippedModel.file();
    byte[] young = trainOneEpoch();
    try (Segmenter better = OnnxSegmenter.open(shipped);
        Segmenter worse = OnnxSegmenter.open(young)) {
      Judgement refusal = judge(contender(shipped, better), contender(young, worse, SMALL));
      Judgement promotion =
          judge(contender(young, worse), contender(shipped, better, ShippedModel.SHAPE));

      assertThat(refusal).isInstanceOf(Judgement.Refuse.class);
      assertThat(refusal.reasons())
          .extracting(Reason::rule)
          .contains(Rule.BETTER_MEAN, Rule.THRESHOLDED_JACCARD)
          .doesNotContain(Rule.PARITY);
      assertThat(promotion).isInstanceOf(Judgement.Promote.class);
    }
  }

  private byte[] trainOneEpoch() throws Exception {
    RunFolder run = new RunFolder(folder.resolve("run"), FlipAveraging.NONE);
    new Dl4jTrainer(
            SmallNets.plan(SMALL, 1, 5),
            Samples.drawn(64, SMALL.height(), SMALL.width()),
            Samples.drawn(8, SMALL.height(), SMALL.width()),
            run,
            new TrainingLog() {})
        .train();
    return Files.readAllBytes(run.model());
  }

  private Judgement judge(Contender champion, Contender candidate) throws Exception {
    return new EvaluateContenders(MaskForm.ISIC, Manifest.NONE, 2)
        .evaluate(champion, candidate, frozen, done -> {})
        .judge(PromotionPolicy.DEFAULT);
  }

  private static Contender contender(byte[] onnx, Segmenter segmenter) {
    return new Contender(ModelId.of(Instant.EPOCH, onnx), segmenter, true, OptionalDouble.empty());
  }

  private static Contender contender(byte[] onnx, Segmenter segmenter, UNetShape shape)
      throws Exception {
    Samples samples = Samples.drawn(4, shape.height(), shape.width());
    double parity = Parity.restoring(onnx, shape).largestDifference(segmenter, samples);
    return new Contender(
        ModelId.of(Instant.EPOCH, onnx), segmenter, true, OptionalDouble.of(parity));
  }
}
