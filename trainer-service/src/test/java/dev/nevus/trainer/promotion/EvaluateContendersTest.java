package dev.nevus.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.label.folder.ImageFolders;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.label.folder.Manifest;
import dev.nevus.model.ModelId;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.Probability;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.segment.onnx.TinyOnnx;
import dev.nevus.trainer.DrawnFolder;
import dev.nevus.trainer.dataset.BadPairsException;
import dev.nevus.trainer.evaluation.IsicScoring;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With models that tell a lesion by its darkness, on drawn images. */
class EvaluateContendersTest {
  private static final TinyOnnx GOOD = TinyOnnx.of(new ModelInput(64, 48));
  private static final TinyOnnx WORSE = GOOD.withBorder(0.25f);

  private final DrawnFolder folder;
  private final List<LabelledImage> frozen;

  EvaluateContendersTest(@TempDir Path folder) throws Exception {
    this.folder = DrawnFolder.fill(folder, 24);
    this.frozen = ImageFolders.pair(this.folder.images(), this.folder.masks());
  }

  @Test
  void eachModelGetsTheScoresThatItHasAlone() throws Exception {
    try (Segmenter good = open(GOOD);
        Segmenter worse = open(WORSE)) {
      Contest contest = evaluate(worse, good);

      assertThat(contest.champion().scores())
          .isEqualTo(
              IsicScoring.summary(new IsicScoring(worse, MaskForm.ISIC).score(sorted(frozen))));
      assertThat(contest.candidate().scores())
          .isEqualTo(
              IsicScoring.summary(new IsicScoring(good, MaskForm.ISIC).score(sorted(frozen))));
      assertThat(contest.champion().median()).isPositive();
      assertThat(contest.candidate().median()).isPositive();
      assertThat(contest.candidate().goldenImageIsRight()).isTrue();
      assertThat(contest.candidate().parity()).hasValue(1e-6);
    }
  }

  private static List<LabelledImage> sorted(List<LabelledImage> images) {
    return images.stream().sorted(Comparator.comparing(LabelledImage::id)).toList();
  }

  @Test
  void theBetterModelReplacesTheWorseOneAndNotTheOtherWayRound() throws Exception {
    try (Segmenter good = open(GOOD);
        Segmenter worse = open(WORSE)) {
      Contest contest = evaluate(worse, good);
      ModelEvaluation winner = contest.candidate();
      ModelEvaluation loser = contest.champion();
      Judgement back = Gate.judge(winner, loser, PromotionPolicy.DEFAULT);

      assertThat(contest.judge(PromotionPolicy.DEFAULT)).isInstanceOf(Judgement.Promote.class);
      assertThat(back).isInstanceOf(Judgement.Refuse.class);
      assertThat(back.reasons())
          .extracting(Reason::rule)
          .contains(Rule.BETTER_MEAN, Rule.THRESHOLDED_JACCARD, Rule.SLICE)
          .doesNotContain(Rule.GOLDEN_IMAGE, Rule.PARITY, Rule.LATENCY);
    }
  }

  @Test
  void aModelDoesNotReplaceItself() throws Exception {
    try (Segmenter good = open(GOOD)) {
      Judgement judgement = evaluate(good, good).judge(PromotionPolicy.DEFAULT);

      assertThat(judgement).isInstanceOf(Judgement.Refuse.class);
      assertThat(judgement.reasons()).extracting(Reason::rule).containsExactly(Rule.BETTER_MEAN);
    }
  }

  @Test
  void tellsHowManyImagesAreThrough() throws Exception {
    List<Integer> told = new ArrayList<>();
    try (Segmenter good = open(GOOD)) {
      new EvaluateContenders(MaskForm.ISIC, Manifest.NONE, 2)
          .evaluate(contender(good), contender(good), frozen.subList(0, 3), told::add);
    }

    assertThat(told).containsExactly(1, 2, 3);
  }

  @Test
  void aBadPairOrAnEngineThatFailsIsNoJudgement() throws Exception {
    try (Segmenter good = open(GOOD);
        Segmenter broken = new Broken(good.input())) {
      assertThatThrownBy(() -> evaluate(good, broken)).isInstanceOf(SegmentationException.class);

      Files.writeString(folder.mask(3), "no mask");
      assertThatThrownBy(() -> evaluate(good, good))
          .isInstanceOf(BadPairsException.class)
          .hasMessageContaining("lesion3");
    }
  }

  private Contest evaluate(Segmenter champion, Segmenter candidate) throws Exception {
    return new EvaluateContenders(MaskForm.ISIC, Manifest.NONE, 2)
        .evaluate(contender(champion), contender(candidate), frozen, done -> {});
  }

  private static Contender contender(Segmenter segmenter) {
    ModelId model =
        ModelId.of(Instant.EPOCH, segmenter.toString().getBytes(StandardCharsets.UTF_8));
    return new Contender(model, segmenter, true, OptionalDouble.of(1e-6));
  }

  private static Segmenter open(TinyOnnx model) throws Exception {
    return OnnxSegmenter.open(model.bytes());
  }

  private record Broken(ModelInput input) implements Segmenter {
    @Override
    public Probability segment(ByteBuffer rgb) throws SegmentationException {
      throw new SegmentationException("the engine failed");
    }

    @Override
    public void close() {}
  }
}
